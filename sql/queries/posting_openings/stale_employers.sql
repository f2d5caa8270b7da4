-- Employers of whose postings one is new, has changed, has moved from or to them, or was grouped by
-- other rules, with the number of their postings.
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
)

SELECT
    p.employer_id,
    count(*) AS postings
FROM postings AS p
WHERE
    p.employer_id IN (SELECT m.employer_id FROM moved AS m)
    OR p.employer_id IN (SELECT m.former_id FROM moved AS m)
GROUP BY p.employer_id
ORDER BY p.employer_id;
