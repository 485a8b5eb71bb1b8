// 按名称查找实体 · Entities by name
// name: entities
// param name: string — part of a name, in either script
// param limit: integer = 20 — rows at most
// returns: one row an entity that bears such a name, the most mentioned first
// example: kg query entities -p name=外交部
MATCH (k:Name)
WHERE k.id CONTAINS $name
UNWIND k.entities AS id
WITH DISTINCT id
MATCH (n:Entity {id: id})
OPTIONAL MATCH (s:Entity {id: coalesce(n.state, '')})
RETURN n.id AS id, n.name AS name, n.name_en AS name_en,
       CASE WHEN n:Person THEN 'Person' WHEN n:State THEN 'State' WHEN n:Organization THEN 'Organization' ELSE 'Location' END AS type,
       s.name AS state, coalesce(n.aliases, []) AS aliases, coalesce(n.mentions, 0) AS mentions, n.first_seen AS first, n.last_seen AS last
ORDER BY mentions DESC, id
LIMIT $limit
