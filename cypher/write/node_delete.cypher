UNWIND $rows AS row
MATCH (n:KIND {id: row.id})
DETACH DELETE n
