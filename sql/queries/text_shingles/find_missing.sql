-- One posting for each present text of which the rules of this version have kept nothing yet.
CREATE OR REPLACE TEMP TABLE missing_texts AS
SELECT
    b.content_hash,
    min(b.posting_id) AS posting_id
FROM batched_postings AS b
ANTI JOIN text_shingles AS s
    ON b.content_hash = s.content_hash AND s.shingles_version = $version
GROUP BY b.content_hash;
