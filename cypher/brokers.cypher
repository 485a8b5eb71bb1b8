// 两实体之间的中间人 · Who stands between two entities
// name: brokers
// param a: string — id, name or alias
// param b: string — id, name or alias
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — rows at most
// returns: one row an entity that has events with both, those with most events on the lesser side first, and one event with each side
// example: kg query brokers -p a=朝鲜 -p b=美国
UNWIND [$a, $b] AS side
MATCH (:Entity {id: side})-[:ACTOR|RECIPIENT]-(e:Event)
WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH DISTINCT side, e, coalesce(e.date_start, e.date_end, '0000-00-00') + e.id AS latest
MATCH (e)-[:ACTOR|RECIPIENT]-(x:Entity)
WHERE x.id <> $a AND x.id <> $b
WITH x, side, count(DISTINCT latest) AS events, max(latest) AS latest
WITH x, sum(CASE WHEN side = $a THEN events ELSE 0 END) AS events_a, sum(CASE WHEN side = $b THEN events ELSE 0 END) AS events_b,
     max(CASE WHEN side = $a THEN latest END) AS latest_a, max(CASE WHEN side = $b THEN latest END) AS latest_b
WHERE events_a > 0 AND events_b > 0
WITH x, events_a, events_b, latest_a, latest_b, CASE WHEN events_a < events_b THEN events_a ELSE events_b END AS strength
ORDER BY strength DESC, events_a + events_b DESC, x.id
LIMIT $limit
UNWIND CASE WHEN latest_a = latest_b THEN [{side: 'both', id: latest_a}] ELSE [{side: 'a', id: latest_a}, {side: 'b', id: latest_b}] END AS shown
MATCH (e:Event {id: substring(shown.id, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH x, events_a, events_b, strength, shown, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, events_a, events_b, strength, shown, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS broker, events_a, events_b, shown.side AS side,
       e.name AS event, coalesce(e.date, '../' + e.date_end) AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY strength DESC, events_a + events_b DESC, x.id, side, id
