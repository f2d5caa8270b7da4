-- The postings of these employers, with what is kept of their texts and what was read of them.
SELECT
    p.posting_id,
    p.employer_id,
    p.content_hash,
    p.first_seen,
    p.last_seen,
    p.title,
    p.locations,
    s.shingles,
    s.years,
    r.years_min,
    r.degree,
    r.seniority,
    r.pay_min,
    r.pay_max,
    r.pay_currency,
    r.pay_period
FROM current_postings AS p
INNER JOIN text_shingles AS s ON p.content_hash = s.content_hash
LEFT JOIN readings AS r
    ON
        p.content_hash = r.content_hash
        AND r.pipeline_version = (SELECT c.pipeline_version FROM current_pipeline AS c)
WHERE
    p.employer_id IN (
        SELECT w.employer_id FROM unnest($employer_ids::JSON::VARCHAR[]) AS w (employer_id)
    )
ORDER BY p.posting_id;
