// 两实体每月的互动 · Months of a dyad
// name: monthly
// param a: string — id, name or alias
// param b: string — id, name or alias
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// returns: one row a month and type: number of events between the two, mean score from -10 (conflict) to 10 (cooperation)
// example: kg query monthly -p a=中国 -p b=菲律宾 -p since=2023
MATCH (a:Entity {id: $a})-[:ACTOR|RECIPIENT]-(e:Event)-[:ACTOR|RECIPIENT]-(b:Entity {id: $b})
WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND e.date_start IS NOT NULL
  AND e.date_start >= $since AND e.date_start <= $until
WITH DISTINCT e
RETURN left(e.date_start, 7) AS month, e.type AS type, count(*) AS events, round(sum(e.score) / count(e.score) * 100) / 100 AS mean_score
ORDER BY month, type
