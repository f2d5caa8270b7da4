-- These texts, so many a batch.
WITH numbered AS (
    SELECT
        v.content_hash,
        v.text,
        row_number() OVER () - 1 AS place
    FROM posting_versions AS v
    INNER JOIN missing_texts AS m
        ON v.posting_id = m.posting_id AND v.content_hash = m.content_hash
)

SELECT
    content_hash,
    text,
    (place // $at_once)::INTEGER AS batch
FROM numbered;
