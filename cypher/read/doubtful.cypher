// How many of some events are less likely than that.
UNWIND $ids AS id
MATCH (e:Event {id: id})
WHERE coalesce(e.confidence, 1.0) < $min_confidence
RETURN count(e) AS n
