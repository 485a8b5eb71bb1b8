// For edges of which few come to one node (a State acts in thousands of events, an event has few actors).
UNWIND $rows AS row
MATCH (b:END {id: row.end})
MATCH (a:START {id: row.start})
MERGE (b)<-[r:TYPE {key: row.key}]-(a)
SET r = row.properties, r.key = row.key
