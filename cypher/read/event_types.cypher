MATCH (e:Event)
RETURN e.type AS key, count(*) AS n
ORDER BY key
