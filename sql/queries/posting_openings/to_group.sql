-- The postings of these employers, with what is kept of their texts and what was read of them.
SELECT
    p.posting_id,
    p.employer_id,
    p.content_hash,
    p.first_seen,
    p.last_seen,
    p.title,
    p.locations,
    p.language,
    p.years_min,
    p.degree,
    p.seniority,
    p.pay_min,
    p.pay_max,
    p.pay_currency,
    p.pay_period,
    s.shingles,
    s.years,
    s.languages,
    s.forms
FROM posting_facts AS p
INNER JOIN text_shingles AS s ON p.content_hash = s.content_hash
WHERE
    p.employer_id IN (
        SELECT w.employer_id FROM unnest($employer_ids::JSON::VARCHAR[]) AS w (employer_id)
    )
ORDER BY p.posting_id;
