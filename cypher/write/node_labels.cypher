// Nodes with a second label: MERGE on both labels has no index to go by, and on the first alone it cannot add one.
UNWIND $rows AS row
OPTIONAL MATCH (n:KIND {id: row.id})
WITH row, n
WHERE n IS NULL
CREATE (m:KIND:LABEL {id: row.id})
