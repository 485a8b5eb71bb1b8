// 谁会见了谁 · Who met whom
// name: meetings
// param who: string = * — id, name or alias; * for anybody
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param limit: integer = 100 — rows at most
// returns: one row a meeting: those who met, where, with the first report as evidence
// example: kg query meetings -p since=2023-07 -p until=2023-09
MATCH (n:Entity)-[:ACTOR|RECIPIENT]-(e:Event)
WHERE e.type = 'CONSULT' AND coalesce(e.mode, '') <> 'phone' AND e.status IN $status
  AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH e, n
ORDER BY n.id
WITH e, collect(DISTINCT n.name) AS people, collect(DISTINCT n.id) AS ids
WHERE size(ids) > 1 AND ($who = '*' OR $who IN ids)
OPTIONAL MATCH (e)-[:OCCURRED_IN]->(place:Entity)
WITH e, people, place
ORDER BY place.id
WITH e, people, collect(place.name) AS places
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, people, places, r, d
ORDER BY d.published, d.id, r.start
WITH e, people, places, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, people, places, e.mode AS mode, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY coalesce(e.date_start, e.date_end, ''), id
LIMIT $limit
