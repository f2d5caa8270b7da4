-- Their present texts.
SELECT
    b.batch,
    v.posting_id,
    v.text
FROM posting_versions AS v
INNER JOIN batched_postings AS b
    ON v.posting_id = b.posting_id AND v.content_hash = b.content_hash;
