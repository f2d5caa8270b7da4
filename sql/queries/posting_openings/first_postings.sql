-- The first postings of these openings of one employer each, with their texts and demands.
SELECT
    o.own_opening_id AS opening_id,
    o.title_key,
    f.posting_id,
    f.employer_id,
    f.employer_name,
    f.first_seen,
    f.last_seen,
    f.locations,
    f.country,
    f.years_min,
    f.degree,
    f.seniority,
    f.pay_min,
    f.pay_max,
    f.pay_currency,
    f.pay_period,
    p.text,
    s.shingles
FROM posting_openings AS o
INNER JOIN posting_facts AS f ON o.posting_id = f.posting_id
INNER JOIN current_postings AS p ON o.posting_id = p.posting_id
INNER JOIN text_shingles AS s ON o.content_hash = s.content_hash
WHERE
    o.own_opening_id = 'o:' || o.posting_id
    AND o.own_opening_id IN (
        SELECT w.opening_id FROM unnest($opening_ids::JSON::VARCHAR[]) AS w (opening_id)
    )
ORDER BY o.posting_id;
