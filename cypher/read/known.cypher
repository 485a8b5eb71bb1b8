MATCH (r:Record)
RETURN r.id AS id, r.fingerprint AS fingerprint, r.rank AS rank, r.digest AS digest
ORDER BY id
