// 哪些媒体报道了一个事件 · Sources that report an event
// name: event-sources
// param event: string — id of an event, as other queries give it
// returns: one row an outlet, whoever came first above: its documents and sentences on the event, with its first sentence as evidence
// example: kg query event-sources -p event=event:0f3a9c2b7d1e4586
MATCH (e:Event {id: $event})-[r:REPORTED_IN]->(d:Document)
WITH e, r, d
ORDER BY d.published, d.id, r.start
WITH e, coalesce(d.source, d.title, d.id) AS source, count(DISTINCT d.id) AS documents, collect({sentence: r.sentence, published: d.day, at: d.published, url: d.url}) AS reports
RETURN e.name AS event, e.status AS status, documents, size(reports) AS sentences,
       reports[0].sentence AS sentence, source, reports[0].published AS published, reports[0].url AS url
ORDER BY reports[0].at, source
