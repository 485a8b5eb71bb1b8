UNWIND $rows AS row
MERGE (n:KIND {id: row.id})
SET n = row.properties
