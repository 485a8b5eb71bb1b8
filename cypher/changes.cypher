// 两个时期之间的变化 · What changed between two periods
// name: changes
// param entity: string — id, name or alias
// param earlier_since: first_day = 0001-01-01 — first day of the earlier period
// param earlier_until: last_day — last day of the earlier period
// param since: first_day — first day of the later period
// param until: last_day = 9999-12-31 — last day of the later period
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — rows at most
// returns: one row a counterpart, where most changed first (sum of the scores): events of a known day that did happen in either period, their mean score from -10 to 10, and the latest event with its first report as evidence
// example: kg query changes -p entity=菲律宾 -p earlier_until=2023 -p since=2024
MATCH (:Entity {id: $entity})-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(x:Entity)
WHERE coalesce(t.confidence, 1.0) >= $min_confidence AND (t.date_start >= $earlier_since AND t.date_start <= $earlier_until OR t.date_start >= $since AND t.date_start <= $until)
WITH x, t, t.date_start >= $since AND t.date_start <= $until AS late, t.date_start >= $earlier_since AND t.date_start <= $earlier_until AS early
WITH x, count(DISTINCT CASE WHEN early THEN t.event END) AS events_before, count(DISTINCT CASE WHEN late THEN t.event END) AS events_after,
     sum(CASE WHEN early THEN t.score ELSE 0.0 END) AS sum_before, sum(CASE WHEN late THEN t.score ELSE 0.0 END) AS sum_after,
     sum(CASE WHEN early THEN 1 ELSE 0 END) AS n_before, sum(CASE WHEN late THEN 1 ELSE 0 END) AS n_after,
     max(CASE WHEN late THEN t.date_start + t.event END) AS latest, max(CASE WHEN early THEN t.date_start + t.event END) AS old
WITH x, events_before, events_after, coalesce(latest, old) AS latest, abs(sum_after - sum_before) AS weight,
     CASE WHEN n_before > 0 THEN round(sum_before / n_before * 100) / 100 END AS score_before,
     CASE WHEN n_after > 0 THEN round(sum_after / n_after * 100) / 100 END AS score_after
ORDER BY weight DESC, events_before + events_after DESC, x.id
LIMIT $limit
MATCH (e:Event {id: substring(latest, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH x, events_before, events_after, score_before, score_after, weight, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, events_before, events_after, score_before, score_after, weight, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS counterpart, events_before, events_after, score_before, score_after,
       CASE WHEN events_before = 0 THEN 'new' WHEN events_after = 0 THEN 'ended' WHEN score_after > score_before THEN 'warmer' WHEN score_after < score_before THEN 'cooler' ELSE 'same' END AS change,
       e.name AS event, e.date AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY weight DESC, events_before + events_after DESC, x.id
