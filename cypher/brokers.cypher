// 两实体之间的中间人 · Who stands between two entities
// name: brokers
// param a: string — id, name or alias
// param b: string — id, name or alias
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param limit: integer = 20 — rows at most
// returns: one row an entity that has events with both, those with most events on the lesser side first, and one event with each side
// example: kg query brokers -p a=朝鲜 -p b=美国
MATCH (s:Entity)-[:ACTOR|RECIPIENT]-(e:Event)-[:ACTOR|RECIPIENT]-(x:Entity)
WHERE s.id IN [$a, $b] AND x.id <> $a AND x.id <> $b AND e.status IN $status
  AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH DISTINCT s.id AS side, x, e
ORDER BY coalesce(e.date_start, e.date_end, '') DESC, e.id
WITH x, collect(CASE WHEN side = $a THEN e.id END) AS with_a, collect(CASE WHEN side = $b THEN e.id END) AS with_b
WHERE size(with_a) > 0 AND size(with_b) > 0
WITH x, with_a, with_b, CASE WHEN size(with_a) < size(with_b) THEN size(with_a) ELSE size(with_b) END AS strength
ORDER BY strength DESC, size(with_a) + size(with_b) DESC, x.id
LIMIT $limit
UNWIND [with_a[0], with_b[0]] AS latest
WITH DISTINCT x, with_a, with_b, strength, latest
MATCH (e:Event {id: latest})-[r:REPORTED_IN]->(d:Document)
WITH x, with_a, with_b, strength, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, with_a, with_b, strength, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS broker, size(with_a) AS events_a, size(with_b) AS events_b,
       CASE WHEN e.id IN with_a AND e.id IN with_b THEN 'both' WHEN e.id IN with_a THEN 'a' ELSE 'b' END AS side,
       e.name AS event, coalesce(e.date, '../' + e.date_end) AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY strength DESC, events_a + events_b DESC, x.id, side, id
