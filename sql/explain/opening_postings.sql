-- The postings of the employer of one posting or opening, and the openings they belong to.
SELECT
    p.posting_id,
    o.opening_id,
    o.decision,
    p.employer_id,
    e.name AS employer_name,
    v.title,
    p.url,
    v.locations,
    p.first_seen,
    p.last_seen,
    p.closed_at,
    v.text
FROM postings AS p
INNER JOIN openings AS o ON p.posting_id = o.posting_id
INNER JOIN posting_versions AS v
    ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
INNER JOIN employers AS e ON p.employer_id = e.employer_id
WHERE
    p.employer_id IN (
        SELECT known.employer_id
        FROM postings AS known
        INNER JOIN openings AS held ON known.posting_id = held.posting_id
        WHERE getvariable('wanted_id') IN (held.opening_id, held.posting_id)
    )
ORDER BY p.first_seen, p.posting_id;
