MATCH (l:Ledger)
RETURN l.id AS id, l.data AS data
ORDER BY id
