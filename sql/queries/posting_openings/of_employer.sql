-- The postings of the employers of one posting or opening, and the openings they belong to.
SELECT
    f.posting_id,
    o.opening_id,
    coalesce(o.own_opening_id, o.opening_id) AS own_opening_id,
    o.decision,
    o.joined_by,
    f.employer_id,
    f.employer_name,
    f.title,
    f.url,
    f.locations,
    f.first_seen,
    f.last_seen,
    f.closed_at,
    p.text,
    f.years_min,
    f.degree,
    f.seniority,
    f.pay_min,
    f.pay_max,
    f.pay_currency,
    f.pay_period,
    f.language
FROM posting_facts AS f
INNER JOIN posting_openings AS o ON f.posting_id = o.posting_id
INNER JOIN current_postings AS p ON f.posting_id = p.posting_id
WHERE
    f.employer_id IN (
        SELECT known.employer_id
        FROM postings AS known
        INNER JOIN posting_openings AS held ON known.posting_id = held.posting_id
        WHERE
            held.opening_id IN (
                SELECT one.opening_id
                FROM posting_openings AS one
                WHERE $wanted IN (one.opening_id, one.own_opening_id, one.posting_id)
            )
    )
ORDER BY utc_day(f.first_seen), f.posting_id;
