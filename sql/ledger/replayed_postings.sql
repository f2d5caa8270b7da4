-- The earlier release's postings as today's rules read and group them: seen, posted and closed as
-- was known then. Of a text that the employer has changed since, today's rules have read the new
-- one only: there stands what the earlier release had read.
SELECT
    l.* REPLACE (  -- noqa: AM04
        e.first_seen AS first_seen,
        e.last_seen AS last_seen,
        e.posted_at AS posted_at,
        e.closed_at AS closed_at
    )
FROM later.posting_facts AS l
INNER JOIN earlier.posting_facts AS e ON l.posting_id = e.posting_id
WHERE l.content_hash = e.content_hash
UNION ALL BY NAME
SELECT
    e.* REPLACE (
        l.opening_id AS opening_id,
        l.employer_id AS employer_id,
        l.employer_name AS employer_name
    )
FROM earlier.posting_facts AS e
INNER JOIN later.posting_facts AS l ON e.posting_id = l.posting_id
WHERE e.content_hash <> l.content_hash
