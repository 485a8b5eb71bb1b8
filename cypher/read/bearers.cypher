// The entities that bear one of these names, or have it as their id; the most mentioned first.
MATCH (k:Name)
WHERE k.id IN $keys
UNWIND k.entities AS id
WITH DISTINCT id
MATCH (n:Entity {id: id})
RETURN n.id AS id, n.name AS name, coalesce(n.mentions, 0) AS mentions
ORDER BY mentions DESC, id
