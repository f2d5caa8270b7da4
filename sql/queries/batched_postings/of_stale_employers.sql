-- All postings of employers of which one is new, has changed, has moved from or to them, or was
-- grouped by other rules, in batches of about $size; an employer is never split.
CREATE OR REPLACE TEMP TABLE batched_postings AS
WITH moved AS (
    SELECT
        p.employer_id,
        o.employer_id AS former_id
    FROM postings AS p
    LEFT JOIN posting_openings AS o ON p.posting_id = o.posting_id
    WHERE
        o.posting_id IS NULL
        OR o.content_hash != p.content_hash
        OR o.employer_id != p.employer_id
        OR o.grouping_version != $version
),

counted AS (
    SELECT
        p.employer_id,
        count(*) AS postings
    FROM postings AS p
    WHERE
        p.employer_id IN (SELECT m.employer_id FROM moved AS m)
        OR p.employer_id IN (SELECT m.former_id FROM moved AS m)
    GROUP BY p.employer_id
),

batched AS (
    SELECT
        employer_id,
        (sum(postings) OVER (ORDER BY employer_id) - postings) // $size AS batch
    FROM counted
)

SELECT
    p.posting_id,
    p.employer_id,
    p.content_hash,
    '' AS title_key,
    b.batch::INTEGER AS batch
FROM postings AS p
INNER JOIN batched AS b ON p.employer_id = b.employer_id;
