UNWIND $rows AS row
MATCH (a:START {id: row.start})-[r:TYPE {key: row.key}]->(b:END {id: row.end})
DELETE r
