-- A fingerprint of the rows of a relation, whatever their order; null where it has none.
WITH hashed AS (
    SELECT sha256(to_json(r)::VARCHAR) AS row_hash
    FROM query_table($relation) AS r
)

SELECT sha256(string_agg(row_hash ORDER BY row_hash)) AS content_hash
FROM hashed
