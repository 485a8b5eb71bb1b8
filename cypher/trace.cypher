// 两实体间的事件链 · Chain of events between two entities
// name: trace
// param a: string — id, name or alias
// param b: string — id, name or alias
// param max_hops: integer = 4 — events from one end to the other, at most 6
// param chains: integer = 3 — of equally short chains, those with the most events are shown
// param per_step: integer = 3 — events shown of a step, the latest first
// returns: one row an event of a step: chain, step, the two entities, the event with its evidence
// example: kg query trace -p a=日本 -p b=中国
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
WHERE $a <> $b
MATCH p = allShortestPaths((a)-[:LINKED*..6]-(b))
WHERE length(p) <= $max_hops
WITH [n IN nodes(p) | n.id] AS ids, reduce(sum = 0, r IN relationships(p) | sum + r.events) AS weight
ORDER BY weight DESC, ids
LIMIT $chains
WITH collect(ids) AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number] AS ids
UNWIND range(0, size(ids) - 2) AS i
MATCH (x:Entity {id: ids[i]})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(y:Entity {id: ids[i + 1]})
WITH DISTINCT number, i, x, y, t.event AS id
MATCH (e:Event {id: id})
WITH number, i, x, y, e
ORDER BY number, i, coalesce(e.date_start, e.date_end, '') DESC, e.id
WITH number, i, x, y, collect(e) AS events
UNWIND events[0..$per_step] AS e
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, i, x, y, e, size(events) AS between, r, d
ORDER BY d.published, d.id, r.start
WITH number, i, x, y, e, between, collect({sentence: r.sentence, source: d.source, published: d.published, url: d.url}) AS reports
RETURN number + 1 AS chain, i + 1 AS step, x.name AS from, e.name AS event, y.name AS to, between AS events,
       coalesce(e.date, '../' + e.date_end) AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       left(reports[0].published, 10) AS published, reports[0].url AS url
ORDER BY chain, step, coalesce(e.date_start, e.date_end, '') DESC, id
