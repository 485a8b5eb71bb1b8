// 一个事件的全部证据 · All evidence of an event
// name: evidence
// param event: string — id of an event, as other queries give it
// returns: one row a sentence that reports it
// example: kg query evidence -p event=event:0f3a9c2b7d1e4586
MATCH (e:Event {id: $event})-[r:REPORTED_IN]->(d:Document)
RETURN e.name AS event, e.status AS status, coalesce(e.date, '../' + e.date_end) AS date, d.title AS title,
       r.sentence AS sentence, coalesce(d.source, d.title, d.id) AS source, d.day AS published, d.url AS url
ORDER BY d.published, d.id, r.start
