// A turn at writing; that its id is taken already fails the transaction of the later one of two writers.
UNWIND $rows AS row
CREATE (l:Ledger {id: row.id})
