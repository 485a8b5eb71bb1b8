// For edges of which few leave one node: the search for an edge that is there begins at that side.
UNWIND $rows AS row
MATCH (a:START {id: row.start})
MATCH (b:END {id: row.end})
MERGE (a)-[r:TYPE {key: row.key}]->(b)
SET r = row.properties, r.key = row.key
