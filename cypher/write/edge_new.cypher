// For edges that are many on both sides, and known to be new: a search among the thousands of edges between two
// States for every one of them would make loading quadratic.
UNWIND $rows AS row
MATCH (a:START {id: row.start})
MATCH (b:END {id: row.end})
CREATE (a)-[r:TYPE {key: row.key}]->(b)
SET r = row.properties, r.key = row.key
