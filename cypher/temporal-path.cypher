// 按时间先后的事件链 · Chains of events in the order of time
// name: temporal-path
// param a: string — id, name or alias
// param b: string — id, name or alias
// param hops: integer = 2 — steps of a chain, 1 to 3
// param chains: integer = 3 — chains at most, those of the fewest days first
// param candidates: integer = 20 — of all routes those with most events on their weakest step are looked at
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// returns: one row a step: from a to b over other entities, by events of a known day that did happen, each not before the one before it and as late as the next one lets it be, with the first report as evidence
// example: kg query temporal-path -p a=中国 -p b=美国
CALL () {
  UNWIND CASE WHEN $hops = 1 THEN [$a] ELSE [] END AS id
  MATCH (:Entity {id: id})-[l:LINKED]-(:Entity {id: $b})
  WHERE l.events > 0 AND coalesce(l.confidence, 1.0) >= $min_confidence
  RETURN [$a, $b] AS ids, l.events AS weight
  UNION ALL
  UNWIND CASE WHEN $hops = 2 THEN [$a] ELSE [] END AS id
  MATCH (:Entity {id: id})-[l:LINKED]-(x:Entity)-[m:LINKED]-(:Entity {id: $b})
  WHERE l.events > 0 AND coalesce(l.confidence, 1.0) >= $min_confidence AND m.events > 0 AND coalesce(m.confidence, 1.0) >= $min_confidence
  RETURN [$a, x.id, $b] AS ids, CASE WHEN l.events < m.events THEN l.events ELSE m.events END AS weight
  UNION ALL
  UNWIND CASE WHEN $hops = 3 THEN [$a] ELSE [] END AS id
  MATCH (:Entity {id: id})-[l:LINKED]-(x:Entity)-[m:LINKED]-(y:Entity)-[n:LINKED]-(:Entity {id: $b})
  WHERE l.events > 0 AND coalesce(l.confidence, 1.0) >= $min_confidence AND m.events > 0 AND coalesce(m.confidence, 1.0) >= $min_confidence AND n.events > 0 AND coalesce(n.confidence, 1.0) >= $min_confidence AND x.id <> $b AND y.id <> $a
  RETURN [$a, x.id, y.id, $b] AS ids, CASE WHEN l.events <= m.events AND l.events <= n.events THEN l.events WHEN m.events <= n.events THEN m.events ELSE n.events END AS weight
}
WITH ids, weight
WHERE $a <> $b
ORDER BY weight DESC, ids
LIMIT $candidates
UNWIND range(0, size(ids) - 2) AS i
MATCH (x:Entity {id: ids[i]})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(y:Entity {id: ids[i + 1]})
WHERE coalesce(t.confidence, 1.0) >= $min_confidence AND t.date_start >= $since AND t.date_start <= $until
WITH ids, weight, i, t.date_start + t.event AS happened
ORDER BY ids, i, happened DESC
WITH ids, weight, i, collect(DISTINCT happened) AS happened
ORDER BY ids, i
WITH ids, weight, collect(happened) AS steps
WHERE size(steps) = size(ids) - 1
WITH ids, weight, reduce(chain = [], i IN range(1, size(steps)) | chain + coalesce([one IN steps[size(steps) - i] WHERE i = 1 OR left(one, 10) <= left(chain[i - 2], 10) AND NOT one IN chain][0], '')) AS chain
WHERE NOT '' IN chain
WITH ids, chain, duration.inDays(date(left(chain[size(chain) - 1], 10)), date(left(chain[0], 10))).days AS days
ORDER BY days, chain[0] DESC, ids
LIMIT $chains
WITH collect({ids: ids, chain: chain, days: days}) AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number] AS one
UNWIND range(0, size(one.ids) - 2) AS i
MATCH (x:Entity {id: one.ids[i]}), (y:Entity {id: one.ids[i + 1]}), (e:Event {id: substring(one.chain[size(one.chain) - 1 - i], 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, i, one, x, y, e, r, d
ORDER BY d.published, d.id, r.start
WITH number, i, one, x, y, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN number + 1 AS chain, i + 1 AS step, one.days AS days, x.name AS from, e.name AS event, y.name AS to, e.date AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY chain, step
