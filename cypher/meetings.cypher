// 谁会见了谁 · Who met whom
// name: meetings
// param who: string = * — id, name or alias; * for anybody
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 100 — rows at most
// returns: one row a meeting: those who met, where, with the first report as evidence
// example: kg query meetings -p since=2023-07 -p until=2023-09
CALL () {
  UNWIND CASE WHEN $who = '*' THEN ['CONSULT'] ELSE [] END AS wanted
  MATCH (e:Event {type: wanted})
  WHERE coalesce(e.mode, '') <> 'phone' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $who})-[:ACTOR|RECIPIENT]-(e:Event)
  WHERE e.type IN ['CONSULT'] AND coalesce(e.mode, '') <> 'phone' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
}
MATCH (e)-[:ACTOR|RECIPIENT]-(n:Entity)
WITH e, coalesce(e.date_start, e.date_end, '') AS day, count(DISTINCT n.id) AS parties
WHERE parties > 1
WITH e, day
ORDER BY day, e.id
LIMIT $limit
MATCH (e)-[:ACTOR|RECIPIENT]-(n:Entity)
WITH e, day, n
ORDER BY n.id
WITH e, day, collect(DISTINCT n.name) AS people
OPTIONAL MATCH (e)-[:OCCURRED_IN]->(place:Entity)
WITH e, day, people, place
ORDER BY place.id
WITH e, day, people, collect(place.name) AS places
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, day, people, places, r, d
ORDER BY d.published, d.id, r.start
WITH e, day, people, places, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, people, places, e.mode AS mode, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY day, id
