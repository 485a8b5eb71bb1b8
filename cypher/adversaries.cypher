// 共同的对手 · Common adversaries
// name: adversaries
// param a: string — id, name or alias
// param b: string = * — id, name or alias; * for the adversaries of a alone
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 20 — adversaries at most
// returns: one row an adversary and side, those with most conflicts on the lesser side first: acts of conflict that did happen, either way, with their mean score, and the latest of each side with its first report as evidence
// example: kg query adversaries -p a=菲律宾 -p b=日本
MATCH (s:Entity)-[t:ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(x:Entity)
WHERE coalesce(t.confidence, 1.0) >= $min_confidence AND s.id IN [$a, $b] AND x.id <> $a AND x.id <> $b AND coalesce(t.date_start, '0001-01-01') >= $since AND coalesce(t.date_start, t.date_end, '0001-01-01') <= $until
WITH x, s.id AS side, count(DISTINCT t.event) AS events, sum(t.score) / count(t.score) AS score, max(coalesce(t.date_start, t.date_end, '0000-00-00') + t.event) AS latest
WITH x, sum(CASE WHEN side = $a THEN events ELSE 0 END) AS events_a, sum(CASE WHEN side = $b THEN events ELSE 0 END) AS events_b,
     max(CASE WHEN side = $a THEN score END) AS score_a, max(CASE WHEN side = $b THEN score END) AS score_b,
     max(CASE WHEN side = $a THEN latest END) AS latest_a, max(CASE WHEN side = $b THEN latest END) AS latest_b
WHERE events_a > 0 AND (events_b > 0 OR $b = '*')
WITH x, events_a, events_b, score_a, score_b, latest_a, latest_b,
     CASE WHEN $b = '*' OR events_a < events_b THEN events_a ELSE events_b END AS strength
ORDER BY strength DESC, events_a + events_b DESC, x.id
LIMIT $limit
UNWIND CASE WHEN events_b = 0 THEN [{side: 'a', id: latest_a}] WHEN latest_a = latest_b THEN [{side: 'both', id: latest_a}] ELSE [{side: 'a', id: latest_a}, {side: 'b', id: latest_b}] END AS shown
MATCH (e:Event {id: substring(shown.id, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH x, events_a, events_b, score_a, score_b, strength, shown, e, r, d
ORDER BY d.published, d.id, r.start
WITH x, events_a, events_b, score_a, score_b, strength, shown, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN x.name AS adversary, events_a, events_b, round(score_a * 100) / 100 AS score_a, round(score_b * 100) / 100 AS score_b, shown.side AS side,
       e.name AS event, coalesce(e.date, '../' + e.date_end) AS date, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY strength DESC, events_a + events_b DESC, x.id, side, id
