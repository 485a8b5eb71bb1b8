// All names; for suggestions where none fits.
MATCH (k:Name)
RETURN k.id AS name
ORDER BY name
