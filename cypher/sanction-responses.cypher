// 制裁与回应 · Sanctions and responses to them
// name: sanction-responses
// param by: string = * — id, name or alias; * for anybody
// param against: string = * — id, name or alias; * for anybody
// param days: integer = 30 — an answer comes so many days later at most
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 10 — sanctions at most, the earliest first
// returns: one row a sanction of a known day, and one an act within so many days by its target, or whoever belongs to the same State or holds an office there, towards those who imposed it: days after it, who acted, with the first report as evidence
// example: kg query sanction-responses -p by=中国 -p days=60
CALL () {
  UNWIND CASE WHEN $by = '*' AND $against = '*' THEN ['SANCTION'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until AND e.date_start IS NOT NULL
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $by})-[:ACTOR]->(e:Event)
  WHERE e.type = 'SANCTION' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until AND e.date_start IS NOT NULL
  RETURN e
  UNION ALL
  UNWIND CASE WHEN $by = '*' THEN [$against] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:RECIPIENT]-(e:Event)
  WHERE e.type = 'SANCTION' AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until AND e.date_start IS NOT NULL
  RETURN e
}
MATCH (e)-[:RECIPIENT]->(y:Entity)
WITH e, collect(y.id) AS ids
WHERE $against = '*' OR $against IN ids
WITH e
ORDER BY e.date_start, e.id
LIMIT $limit
MATCH (e)-[:RECIPIENT]->(y:Entity)
UNWIND CASE WHEN y.state IS NULL THEN [y] ELSE [null] END AS officer
OPTIONAL MATCH (officer)-[:HOLDS_OFFICE]->(o:Entity)
WITH e, collect(DISTINCT coalesce(y.state, o.state, y.id)) AS against_states
MATCH (e)<-[:ACTOR]-(x:Entity)
UNWIND CASE WHEN x.state IS NULL THEN [x] ELSE [null] END AS officer
OPTIONAL MATCH (officer)-[:HOLDS_OFFICE]->(o:Entity)
WITH e, against_states, collect(DISTINCT coalesce(x.state, o.state, x.id)) AS by_states
ORDER BY e.date_start, e.id
WITH collect({id: e.id, day: e.date_start, by: by_states, against: against_states}) AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number] AS act
CALL (act) {
  UNWIND range(0, $days) AS later
  WITH act, toString(date(act.day) + duration({days: later})) AS day
  MATCH (f:Event {date_start: day})
  WHERE f.status = 'actual' AND coalesce(f.confidence, 1.0) >= $min_confidence AND f.id <> act.id
  MATCH (f)<-[:ACTOR]-(z:Entity)
  UNWIND CASE WHEN z.state IS NULL THEN [z] ELSE [null] END AS officer
  OPTIONAL MATCH (officer)-[:HOLDS_OFFICE]->(o:Entity)
  WITH act, f, collect(DISTINCT coalesce(z.state, o.state, z.id)) AS acting
  WHERE any(one IN acting WHERE one IN act.against)
  OPTIONAL MATCH (f)-[:RECIPIENT]->(to:Entity)
  UNWIND CASE WHEN to.state IS NULL THEN [to] ELSE [null] END AS officer
  OPTIONAL MATCH (officer)-[:HOLDS_OFFICE]->(o:Entity)
  WITH act, f, collect(DISTINCT coalesce(to.state, o.state, to.id)) AS towards
  WHERE any(one IN towards WHERE one IN act.by)
  RETURN collect(f.id) AS answers
}
UNWIND [act.id] + answers AS id
MATCH (e:Event {id: id})
WITH number, size(answers) AS answers, CASE WHEN id = act.id THEN 'sanction' ELSE 'response' END AS role,
     duration.inDays(date(act.day), date(e.date_start)).days AS after, e
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, answers, role, after, e, r, d
ORDER BY d.published, d.id, r.start
WITH number, answers, role, after, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
WITH number, answers, role, after, e, reports
OPTIONAL MATCH (e)<-[:ACTOR]-(who:Entity)
WITH number, answers, role, after, e, reports, who
ORDER BY who.id
WITH number, answers, role, after, e, reports, collect(who.name) AS actors
RETURN number + 1 AS case, role, e.date AS date, after, answers, actors, e.type AS type, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY case, after, role DESC, id
