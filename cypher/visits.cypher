// 谁访问了哪里 · Who visited where
// name: visits
// param visitor: string = * — id, name or alias; * for anybody
// param host: string = * — id, name or alias; * for anybody
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 100 — rows at most
// returns: one row a visit: visitors, hosts, places, with the first report as evidence
// example: kg query visits -p host=台湾 -p since=2023
CALL () {
  UNWIND CASE WHEN $visitor = '*' AND $host = '*' THEN ['CONSULT'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.mode = 'visit' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $visitor})-[:ACTOR]->(e:Event)
  WHERE e.type = 'CONSULT' AND e.mode = 'visit' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  UNWIND CASE WHEN $visitor = '*' THEN [$host] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:RECIPIENT|OCCURRED_IN]-(e:Event)
  WHERE e.type = 'CONSULT' AND e.mode = 'visit' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
}
WITH DISTINCT e, coalesce(e.date_start, e.date_end, '') AS day
OPTIONAL MATCH (e)-[:RECIPIENT|OCCURRED_IN]->(to:Entity)
WITH e, day, collect(to.id) AS ids
WHERE $host = '*' OR $host IN ids
WITH e, day
ORDER BY day, e.id
LIMIT $limit
OPTIONAL MATCH (e)<-[:ACTOR]-(v:Entity)
WITH e, day, v
ORDER BY v.id
WITH e, day, collect(v.name) AS visitors
OPTIONAL MATCH (e)-[:RECIPIENT]->(h:Entity)
WITH e, day, visitors, h
ORDER BY h.id
WITH e, day, visitors, collect(h.name) AS hosts
OPTIONAL MATCH (e)-[:OCCURRED_IN]->(place:Entity)
WITH e, day, visitors, hosts, place
ORDER BY place.id
WITH e, day, visitors, hosts, collect(place.name) AS places
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, day, visitors, hosts, places, r, d
ORDER BY d.published, d.id, r.start
WITH e, day, visitors, hosts, places, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, visitors, hosts, places, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY day, id
