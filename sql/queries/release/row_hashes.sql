-- A fingerprint of each row of a relation, sorted.
SELECT unhex(sha256(to_json(r)::VARCHAR)) AS row_hash
FROM query_table($relation) AS r
ORDER BY row_hash
