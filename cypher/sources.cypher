// 多家媒体报道的事件 · Events that several outlets report
// name: sources
// param who: string = * — id, name or alias; * for anybody
// param outlets: integer = 2 — at least so many
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 100 — rows at most
// returns: one row an event and outlet, with the outlet's first sentence on it as evidence
// example: kg query sources -p who=朝鲜
CALL () {
  UNWIND CASE WHEN $who = '*' THEN [$outlets] ELSE [] END AS least
  MATCH (e:Event)
  WHERE e.sources >= least AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $who})-[:ACTOR|RECIPIENT]-(e:Event)
  WHERE e.sources >= $outlets AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
}
WITH DISTINCT e, coalesce(e.date_start, e.date_end, '') AS day
ORDER BY day, e.id
LIMIT $limit
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, day, r, d
ORDER BY d.published, d.id, r.start
WITH e, day, coalesce(d.source, d.title, d.id) AS source, collect({sentence: r.sentence, published: d.day, url: d.url, document: d.id}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, e.name AS event, e.sources AS outlets, size(reports) AS sentences, e.id AS id,
       reports[0].sentence AS sentence, source, reports[0].published AS published, reports[0].url AS url
ORDER BY day, id, published, source, url
LIMIT $limit
