// 援助流向 · Who aids whom, and how often
// name: aid-flows
// param giver: string = * — id, name or alias; * for anybody
// param receiver: string = * — id, name or alias; * for anybody
// param words: list = 军援,军售,军火,军备,武器,弹药,炮弹,导弹,飞弹,坦克,战机,战车,火箭,雷达,无人机,防空,军事援助,军事支持,防务,国防,軍援,軍售,軍火,軍備,彈藥,砲彈,炮彈,導彈,飛彈,戰機,戰車,火箭,雷達,無人機,軍事援助,防務,國防 — one of them in a report makes it arms
// param since: first_day = 0001-01-01 — YYYY-MM-DD, YYYY-MM or YYYY
// param until: last_day = 9999-12-31 — YYYY-MM-DD, YYYY-MM or YYYY
// param status: list = actual — of actual, planned, hypothetical, negated
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this are left out
// param limit: integer = 50 — rows at most
// returns: one row a giver and a receiver, the most frequent first: events of aid, how many of them of arms, first and last day, and the latest with its first report as evidence
// example: kg query aid-flows -p receiver=台湾
CALL () {
  UNWIND CASE WHEN $giver = '*' AND $receiver = '*' THEN ['AID'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  MATCH (:Entity {id: $giver})-[:ACTOR]->(e:Event)
  WHERE e.type IN ['AID'] AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
  UNION ALL
  UNWIND CASE WHEN $giver = '*' THEN [$receiver] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:RECIPIENT]-(e:Event)
  WHERE e.type IN ['AID'] AND e.status IN $status AND coalesce(e.confidence, 1.0) >= $min_confidence AND coalesce(e.date_start, '0001-01-01') >= $since AND coalesce(e.date_start, e.date_end, '0001-01-01') <= $until
  RETURN e
}
MATCH (e)<-[:ACTOR]-(g:Entity)
MATCH (e)-[:RECIPIENT]->(t:Entity)
WHERE ($giver = '*' OR g.id = $giver) AND ($receiver = '*' OR t.id = $receiver)
WITH DISTINCT e, g, t
MATCH (e)-[r:REPORTED_IN]->(:Document)
WITH e, g, t, max(CASE WHEN any(word IN $words WHERE r.sentence CONTAINS word) THEN 1 ELSE 0 END) AS arms
WITH g, t, count(e) AS events, sum(arms) AS arms, min(e.date_start) AS first, max(e.date_start) AS last,
     max(coalesce(e.date_start, e.date_end, '0000-00-00') + e.id) AS latest
ORDER BY events DESC, g.id, t.id
LIMIT $limit
MATCH (e:Event {id: substring(latest, 10)})
MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH e, g, t, events, arms, first, last, r, d
ORDER BY d.published, d.id, r.start
WITH e, g, t, events, arms, first, last, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
RETURN g.name AS giver, t.name AS receiver, events, arms, first, last, e.name AS event, e.id AS id,
       reports[0].sentence AS sentence, reports[0].source AS source,
       reports[0].published AS published, reports[0].url AS url
ORDER BY events DESC, g.id, t.id
