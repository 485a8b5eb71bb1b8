MATCH (:Entity)-[r]->(:Entity)
WHERE type(r) IN $types
RETURN type(r) AS type, count(*) AS n
ORDER BY type
