// What the graph view shows of a row about an event: the event, who takes part and where.
[path = (:Event {id: `id`})-[:ACTOR|RECIPIENT|OCCURRED_IN]-(:Entity) | path]
