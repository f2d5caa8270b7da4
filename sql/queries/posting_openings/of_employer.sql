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
    p.text,
    r.years_min,
    r.degree,
    r.seniority,
    r.pay_min,
    r.pay_max,
    r.pay_currency,
    r.pay_period
FROM current_postings AS p
INNER JOIN posting_openings AS o ON p.posting_id = o.posting_id
LEFT JOIN readings AS r
    ON
        p.content_hash = r.content_hash
        AND r.pipeline_version = (SELECT c.pipeline_version FROM current_pipeline AS c)
WHERE
    p.employer_id IN (
        SELECT known.employer_id
        FROM postings AS known
        INNER JOIN posting_openings AS held ON known.posting_id = held.posting_id
        WHERE $wanted IN (held.opening_id, held.posting_id)
    )
ORDER BY p.first_seen, p.posting_id;
