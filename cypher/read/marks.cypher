MATCH (l:Ledger)
WHERE l.data IS NULL
RETURN l.id AS id
ORDER BY id
