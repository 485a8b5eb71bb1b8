MATCH (r:Record)
RETURN r.data AS data
ORDER BY r.id
SKIP $skip LIMIT $limit
