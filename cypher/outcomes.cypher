// 计划是否实现 · Plans and what became of them
// name: outcomes
// param who: string = * — id, name or alias; * for anybody
// param days: integer = 30 — an event that carries the plan out comes so many days later than planned at most
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 10 — plans at most, the earliest first
// returns: one row an event that was planned (for its day, or else on the day of the report), and one an event of that type and mode with two of the same parties (or all there are) that was later reported as actual or negated; outcomes is 0 where nothing was heard of it
// example: kg query outcomes -p who=台湾
CALL () {
  UNWIND CASE WHEN $who = '*' THEN ['planned'] ELSE [] END AS status
  MATCH (p:Event {status: status})
  WHERE coalesce(p.confidence, 1.0) >= $min_confidence AND coalesce(p.date_start, '0001-01-01') >= $since AND coalesce(p.date_start, p.date_end, '0001-01-01') <= $until
  RETURN p
  UNION ALL
  MATCH (:Entity {id: $who})-[:ACTOR|RECIPIENT]-(p:Event)
  WHERE p.status = 'planned' AND coalesce(p.confidence, 1.0) >= $min_confidence AND coalesce(p.date_start, '0001-01-01') >= $since AND coalesce(p.date_start, p.date_end, '0001-01-01') <= $until
  RETURN p
}
WITH DISTINCT p, coalesce(p.date_start, p.date_end, '') AS day
WHERE day <> ''
ORDER BY day, p.id
LIMIT $limit
MATCH (p)-[:ACTOR|RECIPIENT]-(n:Entity)
WITH p, day, collect(DISTINCT n.id) AS parties
WITH collect({id: p.id, type: p.type, mode: p.mode, first: day, last: coalesce(p.date_end, day), parties: parties}) AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number] AS plan
WITH number, plan, duration.inDays(date(plan.first), date(plan.last)).days + $days AS length
CALL (plan, length) {
  UNWIND range(0, CASE WHEN length > 400 THEN 400 ELSE length END) AS later
  WITH plan, toString(date(plan.first) + duration({days: later})) AS day
  MATCH (f:Event {type: plan.type, date_start: day})
  WHERE f.status IN ['actual', 'negated'] AND coalesce(f.confidence, 1.0) >= $min_confidence AND coalesce(f.mode, plan.mode, '') = coalesce(plan.mode, f.mode, '')
  MATCH (f)-[:ACTOR|RECIPIENT]-(n:Entity)
  WHERE n.id IN plan.parties
  WITH plan, f, count(DISTINCT n.id) AS same
  WHERE same > 1 OR same = size(plan.parties)
  RETURN collect(f.id) AS outcomes
}
UNWIND [plan.id] + outcomes AS id
MATCH (e:Event {id: id})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, plan, outcomes, e, r, d
ORDER BY d.published, d.id, r.start
WITH number, plan, outcomes, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN number + 1 AS case, e.status AS status, coalesce(e.date, '../' + e.date_end) AS date, size(outcomes) AS outcomes, e.type AS type, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY case, CASE WHEN id = plan.id THEN 0 ELSE 1 END, coalesce(e.date_start, ''), id
