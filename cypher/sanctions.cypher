// 谁制裁了谁 · Who sanctioned whom
// name: sanctions
// param by: string = * — id, name or alias; * for anybody
// param against: string = * — id, name or alias; * for anybody
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 100 — rows at most
// returns: one row a party that sanctions and one that is sanctioned, with the first report as evidence
// example: kg query sanctions -p by=中国
CALL () {
  UNWIND CASE WHEN $by = '*' AND $against = '*' THEN ['SANCTION'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $by})-[:ACTOR]->(e:Event)
  WHERE e.type IN ['SANCTION'] AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  UNWIND CASE WHEN $by = '*' THEN [$against] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:RECIPIENT]-(e:Event)
  WHERE e.type IN ['SANCTION'] AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
}
MATCH (e)<-[:ACTOR]-(x:Entity)
MATCH (e)-[:RECIPIENT]->(y:Entity)
WHERE ($by = '*' OR x.id = $by) AND ($against = '*' OR y.id = $against)
WITH e, x, y, coalesce(e.date_start, e.date_end, '') AS day
ORDER BY day, e.id, x.id, y.id
LIMIT $limit
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, day, x, y, r, d
ORDER BY d.published, d.id, r.start
WITH e, day, x, y, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, x.name AS by, y.name AS against, e.status AS status, e.mode AS mode, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY day, id, x.id, y.id
