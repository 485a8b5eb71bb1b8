// 从官员到机构到国家 · Chain of office, from a person to the State
// name: office-chain
// param who: string — id, name or alias of a person
// returns: one row a step: from the person by the title to the body, from there to the bodies above it and to the State; days reported and the sentence that says it, empty where the gazetteer knows it
// example: kg query office-chain -p who=凌致远
MATCH path = (p:Entity {id: $who})-[:HOLDS_OFFICE]->(:Entity)-[:PART_OF*0..5]->(top:Entity)
WITH top, [n IN nodes(path) | n.id] AS ids, coalesce(relationships(path)[0].title, '') AS title
OPTIONAL MATCH (top)-[:PART_OF]->(up:Entity)
WITH top, ids, title, count(up) AS parents
WHERE top:State OR parents = 0 OR size(ids) = 7
WITH ids, title, CASE WHEN top:State THEN null ELSE top.state END AS state
WITH CASE WHEN state IS NULL THEN ids ELSE ids + state END AS ids, title
ORDER BY title, ids
WITH collect({ids: ids, title: title}) AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number].ids AS ids, found[number].title AS title
UNWIND range(0, size(ids) - 2) AS i
MATCH (x:Entity {id: ids[i]}), (y:Entity {id: ids[i + 1]})
OPTIONAL MATCH (x)-[o:HOLDS_OFFICE|PART_OF]->(y)
WHERE i > 0 OR coalesce(o.title, '') = title
OPTIONAL MATCH (d:Document {id: coalesce(o.documents[0], '')})
RETURN number + 1 AS chain, i + 1 AS step, x.name AS from, coalesce(o.title, CASE WHEN i = 0 THEN '任职' ELSE '隶属' END) AS link, y.name AS to,
       o.first_reported AS first, o.last_reported AS last,
       o.sentence AS sentence, coalesce(d.source, d.title, d.id) AS source, d.day AS published, d.url AS url
ORDER BY chain, step, link
