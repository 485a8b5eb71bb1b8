// 两个实体之间的时间线 · Timeline of a pair
// name: pair
// param a: string — id, name or alias
// param b: string — id, name or alias
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 100 — rows at most
// returns: one row an event in which both take part, by date, with the first report as evidence
// example: kg query pair -p a=菲律宾 -p b=中国 -p since=2024
MATCH (a:Entity {id: $a})-[:ACTOR|RECIPIENT]-(e:Event)-[:ACTOR|RECIPIENT]-(b:Entity {id: $b})
WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH DISTINCT e, coalesce(e.date_start, e.date_end, '') AS day
ORDER BY day, e.id
LIMIT $limit
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, day, r, d
ORDER BY d.published, d.id, r.start
WITH e, day, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, e.type AS type, e.score AS score, e.name AS event, e.sources AS outlets, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY day, id
