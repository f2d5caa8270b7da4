-- The first postings of openings that may be one job with another employer's, in the batches of
-- their titles.
CREATE OR REPLACE TEMP TABLE batched_postings AS
SELECT
    o.posting_id,
    o.employer_id,
    o.content_hash,
    o.title_key,
    t.batch
FROM posting_openings AS o
INNER JOIN batched_titles AS t ON o.title_key = t.title_key
WHERE
    o.own_opening_id = 'o:' || o.posting_id
    AND o.own_opening_id IN (
        SELECT a.one FROM near_openings AS a
        UNION
        SELECT b.other FROM near_openings AS b
    );
