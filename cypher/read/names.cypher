// Names that begin with, or hold, a text; for suggestions and completion.
MATCH (k:Name)
WHERE k.id CONTAINS $text
RETURN k.id AS name
ORDER BY size(k.id), name
LIMIT $limit
