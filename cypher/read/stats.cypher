MATCH (d:Document)
WITH count(d) AS documents, count(DISTINCT d.source) AS sources
OPTIONAL MATCH (n:Entity)
WITH documents, sources, count(n) AS entities
OPTIONAL MATCH (e:Event)
RETURN documents, sources, entities, count(e) AS events, min(e.date_start) AS first, max(e.date_start) AS last
