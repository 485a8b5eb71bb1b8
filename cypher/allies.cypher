// 国家的盟友与伙伴 · Alliances around a State
// name: allies
// param entity: string — id, name or alias of the State
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — rows at most
// returns: one row a counterpart with more acts of cooperation than of conflict, of those that did happen (persons and bodies count for their State where that is known): both numbers, mean score from -10 to 10, organizations of which both are members, and the latest act of cooperation with its first report as evidence
// example: kg query allies -p entity=日本
MATCH (s:Entity {id: $entity})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(x:Entity)
WHERE coalesce(t.confidence, 1.0) >= $min_confidence AND coalesce(t.date_start, '0001-01-01') >= $since AND coalesce(t.date_start, t.date_end, '0001-01-01') <= $until
WITH coalesce(x.state, x.id) AS home, t
WHERE home <> $entity
WITH home, count(DISTINCT CASE WHEN t.score > 0 THEN t.event END) AS cooperation, count(DISTINCT CASE WHEN t.score < 0 THEN t.event END) AS conflict,
     sum(t.score) / count(t.score) AS score, max(CASE WHEN t.score > 0 THEN coalesce(t.date_start, t.date_end, '0000-00-00') + t.event END) AS latest
WHERE cooperation > conflict AND score > 0
WITH home, cooperation, conflict, score, latest
ORDER BY cooperation - conflict DESC, score DESC, home
LIMIT $limit
MATCH (x:Entity {id: home})
OPTIONAL MATCH (x)-[:MEMBER_OF]->(o:Organization)<-[:MEMBER_OF]-(:Entity {id: $entity})
WITH x, cooperation, conflict, score, latest, o
ORDER BY o.id
WITH x, cooperation, conflict, score, latest, collect(DISTINCT o.name) AS together
MATCH (e:Event {id: substring(latest, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH x, cooperation, conflict, score, together, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, cooperation, conflict, score, together, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS ally, cooperation, conflict, round(score * 100) / 100 AS mean_score, together,
       e.name AS event, coalesce(e.date, '../' + e.date_end) AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY cooperation - conflict DESC, score DESC, x.id
