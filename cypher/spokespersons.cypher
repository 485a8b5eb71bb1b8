// 谁代表国家发言 · Who speaks for a State
// name: spokespersons
// param state: string — id, name or alias of the State
// param titles: list = 发言人,新闻秘书,新闻官 — one of them stands in the title, in simplified script; * for whoever holds an office
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — rows at most
// returns: one row a person and office, who said most first: number of statements that did happen (talk, support, demands, accusations), first and last day, and the latest with its first report as evidence; where there is none, the sentence that says the office
// example: kg query spokespersons -p state=中国
CALL () {
  MATCH (o:Entity {state: $state})<-[h:HOLDS_OFFICE]-(p:Entity)
  RETURN p, h, o
  UNION
  MATCH (:Entity {id: $state})<-[:PART_OF*1..5]-(o:Entity)<-[h:HOLDS_OFFICE]-(p:Entity)
  RETURN p, h, o
}
WITH p, h, o
WHERE $titles = ['*'] OR any(word IN $titles WHERE h.title CONTAINS word)
OPTIONAL MATCH (p)-[:ACTOR]->(e:Event)
WHERE e.quad IN [1, 3] AND coalesce(e.confidence, 1.0) >= $min_confidence AND e.status = 'actual' AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
WITH p, h, o, count(DISTINCT e) AS statements, min(e.date_start) AS first, max(e.date_start) AS last,
     max(coalesce(e.date_start, e.date_end, '0000-00-00') + e.id) AS latest
ORDER BY statements DESC, p.id, o.id, h.title
LIMIT $limit
OPTIONAL MATCH (e:Event {id: substring(coalesce(latest, '----------'), 10)})
OPTIONAL MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH p, h, o, statements, first, last, e, r, d
ORDER BY d.published, d.id, r.start
WITH p, h, o, statements, first, last, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
OPTIONAL MATCH (d:Document {id: coalesce(h.documents[0], '')})
WITH p, h, o, statements, first, last, e,
     CASE WHEN e IS NULL THEN {sentence: h.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url} ELSE reports[0] END AS report
RETURN p.name AS person, h.title AS title, o.name AS body, statements, first, last, e.name AS event, e.id AS id,
       report.sentence AS sentence, report.source AS source, report.published AS published, report.url AS url
ORDER BY statements DESC, p.id, o.id, title
