MATCH (e:Event)
RETURN e.status AS key, count(*) AS n
ORDER BY key
