-- What is kept of their texts, once a batch.
WITH contents AS (
    SELECT DISTINCT
        content_hash,
        batch
    FROM batched_postings
)

SELECT
    c.batch,
    s.content_hash,
    s.shingles,
    s.years,
    s.languages,
    s.forms
FROM text_shingles AS s
INNER JOIN contents AS c ON s.content_hash = c.content_hash;
