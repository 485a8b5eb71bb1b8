// 谁担任什么职务 · Who holds which office
// name: offices
// param who: string = * — id, name or alias of a person; * for anybody
// param body: string = * — id, name or alias of the body or State served; * for any
// param limit: integer = 100 — rows at most
// returns: one row an office: person, title, body, the State it belongs to, first and last day reported, with the sentence that says it and where it stands
// example: kg query offices -p body=日本
CALL () {
  MATCH (p:Entity {id: $who})-[h:HOLDS_OFFICE]->(o:Entity)
  RETURN p, h, o
  UNION
  UNWIND CASE WHEN $who = '*' AND $body <> '*' THEN [$body] ELSE [] END AS id
  MATCH (o:Entity {id: id})<-[h:HOLDS_OFFICE]-(p:Entity)
  RETURN p, h, o
  UNION
  UNWIND CASE WHEN $who = '*' AND $body <> '*' THEN [$body] ELSE [] END AS id
  MATCH (o:Entity {state: id})<-[h:HOLDS_OFFICE]-(p:Entity)
  RETURN p, h, o
  UNION
  UNWIND CASE WHEN $who = '*' AND $body <> '*' THEN [$body] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:PART_OF*1..5]-(o:Entity)<-[h:HOLDS_OFFICE]-(p:Entity)
  RETURN p, h, o
  UNION
  UNWIND CASE WHEN $who = '*' AND $body = '*' THEN [0] ELSE [] END AS every
  MATCH (p:Person)-[h:HOLDS_OFFICE]->(o:Entity)
  RETURN p, h, o
}
WITH o, collect({person: p, office: h}) AS held
OPTIONAL MATCH (o)-[:PART_OF*1..5]->(s:State)
WITH o, held, s
ORDER BY s.id
WITH o, held, collect(DISTINCT s.name) AS states, collect(DISTINCT s.id) AS state_ids
WHERE $body = '*' OR o.id = $body OR $body IN state_ids OR o.state = $body
OPTIONAL MATCH (home:Entity {id: coalesce(o.state, '')})
WITH o, held, CASE WHEN o:State THEN o.name ELSE coalesce(states[0], home.name) END AS state
UNWIND held AS one
WITH o, state, one.person AS p, one.office AS h
ORDER BY state, o.name, o.id, h.title, p.name, p.id
LIMIT $limit
UNWIND coalesce(h.documents, []) + '' AS document
OPTIONAL MATCH (d:Document {id: document})
WITH p, h, o, state, d
ORDER BY d.published, d.id
WITH p, h, o, state, collect({source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN p.name AS person, h.title AS title, o.name AS body, state, h.first_reported AS first, h.last_reported AS last,
       size(coalesce(h.documents, [])) AS documents,
       h.sentence AS sentence, reports[0].source AS source, reports[0].published AS published, reports[0].url AS url
ORDER BY state, body, o.id, title, person, p.id
