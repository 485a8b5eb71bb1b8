// Entities of which a name holds a text, the most mentioned first; for suggestions and completion.
MATCH (k:Name)
WHERE k.id CONTAINS $text
UNWIND k.entities AS id
WITH DISTINCT id
MATCH (n:Entity {id: id})
RETURN n.name AS name, max(coalesce(n.mentions, 0)) AS mentions
ORDER BY mentions DESC, name
LIMIT $limit
