// 两实体间的事件链 · Chain of events between two entities
// name: trace
// param a: string — id, name or alias
// param b: string — id, name or alias
// param max_hops: integer = 4 — steps from one end to the other, at most 6
// param chains: integer = 3 — of equally short chains, those with the most events of any confidence are shown
// param per_step: integer = 3 — events shown of a step, the latest first
// param min_confidence: confidence = bar — from 0 to 1, events less likely than this neither join nor are shown
// returns: one row an event of a step: chain, step, the two entities, the event with its evidence; an office or parent body joins a person to whom he or she acts for
// example: kg query trace -p a=日本 -p b=中国
// Two without a link of their own grow towards each other by one link a side, three times; `ways` are the best chains to each entity.
// (shortestPath would do, but the engines differ in whether a condition on links counts before or after the search.)
MATCH (a:Entity {id: $a}), (b:Entity {id: $b})
WHERE $a <> $b
OPTIONAL MATCH (a)-[l:LINKED]-(b)
WHERE coalesce(l.confidence, 1.0) >= $min_confidence AND $max_hops > 0
WITH a.id AS first, b.id AS last, count(l) > 0 AS joined
WITH CASE WHEN joined THEN [[first, last]] ELSE [] END AS found, CASE WHEN joined THEN [] ELSE [{side: 'a', id: first, ways: [{ids: [first], events: 0}]}, {side: 'b', id: last, ways: [{ids: [last], events: 0}]}] END AS near
CALL (near) {
  UNWIND near AS one
  MATCH (:Entity {id: one.id})-[l:LINKED]-(x:Entity)
  WHERE coalesce(l.confidence, 1.0) >= $min_confidence
  UNWIND one.ways AS way
  WITH one.side AS side, x.id AS id, CASE one.side WHEN 'a' THEN way.ids + [x.id] ELSE [x.id] + way.ids END AS ids, way.events + l.events AS events
  ORDER BY events DESC, ids
  WITH side, id, collect({ids: ids, events: events})[0..$chains] AS ways
  RETURN collect({side: side, id: id, ways: ways}) AS next
}
CALL (near, next) {
  UNWIND [one IN near WHERE one.side = 'b'] + next AS one
  UNWIND one.ways AS way
  WITH one.id AS id, collect({side: one.side, way: way}) AS parts
  UNWIND [part IN parts WHERE part.side = 'a'] AS first
  UNWIND [part IN parts WHERE part.side = 'b'] AS second
  WITH first.way.ids + second.way.ids[1..] AS ids, first.way.events + second.way.events AS events
  WHERE size(ids) - 1 <= $max_hops
  WITH ids, events
  ORDER BY size(ids), events DESC, ids
  RETURN collect(ids) AS met
}
WITH found + [ids IN met WHERE size(ids) = size(met[0])] AS found, CASE WHEN size(found + met) = 0 AND $max_hops > 2 THEN next ELSE [] END AS near
CALL (near) {
  UNWIND near AS one
  MATCH (:Entity {id: one.id})-[l:LINKED]-(x:Entity)
  WHERE coalesce(l.confidence, 1.0) >= $min_confidence
  UNWIND one.ways AS way
  WITH one.side AS side, x.id AS id, CASE one.side WHEN 'a' THEN way.ids + [x.id] ELSE [x.id] + way.ids END AS ids, way.events + l.events AS events
  ORDER BY events DESC, ids
  WITH side, id, collect({ids: ids, events: events})[0..$chains] AS ways
  RETURN collect({side: side, id: id, ways: ways}) AS next
}
CALL (near, next) {
  UNWIND [one IN near WHERE one.side = 'b'] + next AS one
  UNWIND one.ways AS way
  WITH one.id AS id, collect({side: one.side, way: way}) AS parts
  UNWIND [part IN parts WHERE part.side = 'a'] AS first
  UNWIND [part IN parts WHERE part.side = 'b'] AS second
  WITH first.way.ids + second.way.ids[1..] AS ids, first.way.events + second.way.events AS events
  WHERE size(ids) - 1 <= $max_hops
  WITH ids, events
  ORDER BY size(ids), events DESC, ids
  RETURN collect(ids) AS met
}
WITH found + [ids IN met WHERE size(ids) = size(met[0])] AS found, CASE WHEN size(found + met) = 0 AND $max_hops > 4 THEN next ELSE [] END AS near
CALL (near) {
  UNWIND near AS one
  MATCH (:Entity {id: one.id})-[l:LINKED]-(x:Entity)
  WHERE coalesce(l.confidence, 1.0) >= $min_confidence
  UNWIND one.ways AS way
  WITH one.side AS side, x.id AS id, CASE one.side WHEN 'a' THEN way.ids + [x.id] ELSE [x.id] + way.ids END AS ids, way.events + l.events AS events
  ORDER BY events DESC, ids
  WITH side, id, collect({ids: ids, events: events})[0..$chains] AS ways
  RETURN collect({side: side, id: id, ways: ways}) AS next
}
CALL (near, next) {
  UNWIND [one IN near WHERE one.side = 'b'] + next AS one
  UNWIND one.ways AS way
  WITH one.id AS id, collect({side: one.side, way: way}) AS parts
  UNWIND [part IN parts WHERE part.side = 'a'] AS first
  UNWIND [part IN parts WHERE part.side = 'b'] AS second
  WITH first.way.ids + second.way.ids[1..] AS ids, first.way.events + second.way.events AS events
  WHERE size(ids) - 1 <= $max_hops
  WITH ids, events
  ORDER BY size(ids), events DESC, ids
  RETURN collect(ids) AS met
}
WITH (found + [ids IN met WHERE size(ids) = size(met[0])])[0..$chains] AS found
UNWIND range(0, size(found) - 1) AS number
WITH number, found[number] AS ids
UNWIND range(0, size(ids) - 2) AS i
MATCH (x:Entity {id: ids[i]}), (y:Entity {id: ids[i + 1]})
OPTIONAL MATCH (x)-[t:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT]-(y)
WHERE coalesce(t.confidence, 1.0) >= $min_confidence
WITH number, i, x, y, collect(DISTINCT t.event) AS ids
UNWIND CASE WHEN size(ids) = 0 THEN [''] ELSE ids END AS id
OPTIONAL MATCH (e:Event {id: id})
WITH number, i, x, y, size(ids) AS between, e
ORDER BY number, i, coalesce(e.date_start, e.date_end, '') DESC, e.id
WITH number, i, x, y, between, collect(e) AS events
UNWIND CASE WHEN between = 0 THEN [null] ELSE events[0..$per_step] END AS e
OPTIONAL MATCH (e)-[r:REPORTED_IN]->(d:Document)
WITH number, i, x, y, between, e, r, d
ORDER BY d.published, d.id, r.start
WITH number, i, x, y, between, e, collect({sentence: r.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}) AS reports
WITH number, i, x, y, between, collect(CASE WHEN e IS NULL THEN null ELSE {event: e.name, date: coalesce(e.date, '../' + e.date_end), day: coalesce(e.date_start, e.date_end, ''), id: e.id, report: reports[0]} END) AS told
OPTIONAL MATCH (x)-[o:HOLDS_OFFICE|PART_OF]-(y)
OPTIONAL MATCH (d:Document {id: o.documents[0]})
WITH number, i, x, y, between, told, o, d
ORDER BY o.title
WITH number, i, x, y, between, told, collect(CASE WHEN o IS NULL THEN null ELSE {event: CASE type(o) WHEN 'PART_OF' THEN '隶属 · ' ELSE '任职 · ' END + startNode(o).name + ' → ' + endNode(o).name + coalesce(' · ' + o.title, ''), day: '', id: '', report: {sentence: o.sentence, source: coalesce(d.source, d.title, d.id), published: d.day, url: d.url}} END) AS offices
UNWIND told + offices AS row
RETURN number + 1 AS chain, i + 1 AS step, x.name AS from, row.event AS event, y.name AS to, between AS events,
       row.date AS date, row.id AS id,
       row.report.sentence AS sentence, row.report.source AS source,
       row.report.published AS published, row.report.url AS url
ORDER BY chain, step, row.day DESC, id, event
