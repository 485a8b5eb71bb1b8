// 谁访问了哪里 · Who visited where
// name: visits
// param visitor: string = * — id, name or alias; * for anybody
// param host: string = * — id, name or alias; * for anybody
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param limit: integer = 100 — rows at most
// returns: one row a visit: visitors, hosts, places, with the first report as evidence
// example: kg query visits -p host=台湾 -p since=2023
MATCH (v:Entity)-[:ACTOR]->(e:Event)
WHERE e.type = 'CONSULT' AND e.mode = 'visit' AND e.status IN $status
  AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH e, v
ORDER BY v.id
WITH e, collect(v.name) AS visitors, collect(v.id) AS visitor_ids
WHERE $visitor = '*' OR $visitor IN visitor_ids
OPTIONAL MATCH (e)-[:RECIPIENT]->(h:Entity)
WITH e, visitors, h
ORDER BY h.id
WITH e, visitors, collect(h.name) AS hosts, collect(h.id) AS host_ids
OPTIONAL MATCH (e)-[:OCCURRED_IN]->(place:Entity)
WITH e, visitors, hosts, host_ids, place
ORDER BY place.id
WITH e, visitors, hosts, host_ids, collect(place.name) AS places, collect(place.id) AS place_ids
WHERE $host = '*' OR $host IN host_ids OR $host IN place_ids
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, visitors, hosts, places, r, d
ORDER BY d.published, d.id, r.start
WITH e, visitors, hosts, places, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN coalesce(e.date, '../' + e.date_end) AS date, visitors, hosts, places, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY coalesce(e.date_start, e.date_end, ''), id
LIMIT $limit
