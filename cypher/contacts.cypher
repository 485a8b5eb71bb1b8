// 首次与最近的接触 · First and last contact
// name: contacts
// param a: string — id, name or alias
// param b: string = * — id, name or alias; * for every counterpart
// param types: list = * — types of events that count, such as CONSULT,COOPERATE; * for all
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — counterparts at most, those with most events first
// returns: one or two rows a counterpart: the first and the last event of a known day that did happen in which one acts on the other, or both together, with the first report as evidence
// example: kg query contacts -p a=日本 -p b=中国
CALL () {
  UNWIND CASE WHEN $b = '*' THEN [] ELSE [$b] END AS id
  MATCH (:Entity {id: $a})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(x:Entity {id: id})
  RETURN x, t
  UNION ALL
  UNWIND CASE WHEN $b = '*' THEN [$a] ELSE [] END AS id
  MATCH (:Entity {id: id})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(x:Entity)
  RETURN x, t
}
WITH x, t
WHERE coalesce(t.confidence, 1.0) >= $min_confidence AND t.date_start >= $since AND t.date_start <= $until AND ($types = ['*'] OR type(t) IN $types)
WITH x, count(DISTINCT t.event) AS events, min(t.date_start + t.event) AS first, max(t.date_start + t.event) AS last
ORDER BY events DESC, x.id
LIMIT $limit
UNWIND CASE WHEN first = last THEN [{contact: 'only', id: first}] ELSE [{contact: 'first', id: first}, {contact: 'last', id: last}] END AS shown
MATCH (e:Event {id: substring(shown.id, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH x, events, shown, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, events, shown, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS counterpart, events, shown.contact AS contact, e.date AS date, e.type AS type, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY events DESC, x.id, e.date_start, contact, id
