// 互相矛盾的报道 · Contradictions between sources
// name: contradictions
// param who: string = * — id, name or alias; * for anybody
// param days: integer = 1 — the two days differ by so many at most
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 50 — contradictions at most
// returns: two rows a contradiction: an event that one source reports as actual, and one of that type and mode, with an actor and a recipient in common, that another source reports as not having happened; each with its first report as evidence
// example: kg query contradictions -p who=中国
CALL () {
  UNWIND CASE WHEN $who = '*' THEN ['negated'] ELSE [] END AS status
  MATCH (p:Event {status: status})
  WHERE coalesce(p.confidence, 1.0) >= $min_confidence AND coalesce(p.date_start, '0001-01-01') >= $since AND coalesce(p.date_start, p.date_end, '0001-01-01') <= $until
  RETURN p
  UNION ALL
  MATCH (:Entity {id: $who})-[:ACTOR|RECIPIENT]-(p:Event)
  WHERE p.status = 'negated' AND coalesce(p.confidence, 1.0) >= $min_confidence AND coalesce(p.date_start, '0001-01-01') >= $since AND coalesce(p.date_start, p.date_end, '0001-01-01') <= $until
  RETURN p
}
WITH DISTINCT p, coalesce(p.date_start, p.date_end, '') AS day
WHERE day <> ''
MATCH (p)<-[:ACTOR]-(n:Entity)
WITH p, day, collect(DISTINCT n.id) AS actors
OPTIONAL MATCH (p)-[:RECIPIENT]->(m:Entity)
WITH p, day, actors, collect(DISTINCT m.id) AS recipients
WITH p, actors, recipients, toString(date(day) - duration({days: $days})) AS first, toString(date(coalesce(p.date_end, day)) + duration({days: $days})) AS last
WITH p, actors, recipients, first, duration.inDays(date(first), date(last)).days AS length
UNWIND range(0, CASE WHEN length > 31 THEN 31 ELSE length END) AS later
WITH p, actors, recipients, toString(date(first) + duration({days: later})) AS day
MATCH (f:Event {type: p.type, date_start: day})
WHERE f.status = 'actual' AND coalesce(f.confidence, 1.0) >= $min_confidence AND coalesce(f.mode, p.mode, '') = coalesce(p.mode, f.mode, '')
MATCH (f)<-[:ACTOR]-(a:Entity)
WHERE a.id IN actors
WITH DISTINCT p, f, recipients
OPTIONAL MATCH (f)-[:RECIPIENT]->(b:Entity)
WITH p, f, recipients, collect(b.id) AS others
WHERE size(recipients) = 0 OR size(others) = 0 OR any(one IN others WHERE one IN recipients)
MATCH (p)-[:REPORTED_IN]->(d:Document)
WITH p, f, collect(DISTINCT coalesce(d.source, d.title, d.id)) AS denying
MATCH (f)-[:REPORTED_IN]->(d:Document)
WITH p, f, denying, collect(DISTINCT coalesce(d.source, d.title, d.id)) AS telling
WHERE size(telling) > 1 OR size(denying) > 1 OR telling[0] <> denying[0]
WITH p, f, coalesce(p.date_start, p.date_end) AS day
ORDER BY day, p.id, f.date_start, f.id
LIMIT $limit
WITH collect([p.id, f.id]) AS found
UNWIND range(0, size(found) - 1) AS number
UNWIND found[number] AS id
MATCH (e:Event {id: id})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, e, r, d
ORDER BY d.published, d.id, r.start
WITH number, e, count(DISTINCT coalesce(d.source, d.title, d.id)) AS outlets, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN number + 1 AS case, e.status AS status, coalesce(e.date, '../' + e.date_end) AS date, e.type AS type, outlets, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY case, status, id
