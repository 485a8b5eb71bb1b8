UNWIND $rows AS row
MATCH (b:END {id: row.end})<-[r:TYPE {key: row.key}]-(a:START {id: row.start})
DELETE r
