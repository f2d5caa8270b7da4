-- The postings of the employer of one posting or opening, and the openings they belong to.
SELECT
    p.posting_id,
    o.opening_id,
    o.decision,
    p.employer_id,
    p.employer_name,
    p.title,
    p.url,
    p.locations,
    p.first_seen,
    p.last_seen,
    p.closed_at,
    p.text
FROM current_postings AS p
INNER JOIN posting_openings AS o ON p.posting_id = o.posting_id
WHERE
    p.employer_id IN (
        SELECT known.employer_id
        FROM postings AS known
        INNER JOIN posting_openings AS held ON known.posting_id = held.posting_id
        WHERE $wanted IN (held.opening_id, held.posting_id)
    )
ORDER BY p.first_seen, p.posting_id;
