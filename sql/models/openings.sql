-- One row an opening. What it says is what its representative says: the posting first seen on the
-- earliest day (UTC), of several the one whose id is least.
CREATE OR REPLACE VIEW openings AS
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY opening_id
            ORDER BY utc_day(first_seen), posting_id
        ) AS rank
    FROM posting_facts
),

counted AS (
    SELECT
        opening_id,
        min(first_seen) AS first_seen,
        max(last_seen) AS last_seen,
        min(posted_at) AS posted_at,
        bool_or(closed_at IS NULL) AS is_open,
        count(*) AS postings,
        count(DISTINCT concat_ws('/', source, board)) AS boards,
        list_sort(list(DISTINCT source)) AS sources,
        list_sort(list(DISTINCT country) FILTER (WHERE country IS NOT NULL)) AS countries,
        mode(country ORDER BY country) AS usual_country
    FROM posting_facts
    GROUP BY opening_id
)

SELECT
    r.opening_id,
    r.employer_id,
    r.employer_name,
    r.posting_id,
    r.content_hash,
    r.title,
    coalesce(r.country, c.usual_country) AS country,
    r.language,
    r.occupation,
    r.seniority,
    r.years_min,
    r.years_best,
    r.degree,
    r.pay_min,
    r.pay_max,
    r.pay_currency,
    r.pay_period,
    r.workplace,
    c.first_seen,
    c.last_seen,
    c.posted_at,
    c.is_open,
    c.postings,
    c.boards,
    c.sources,
    coalesce(c.countries, []) AS countries,
    r.is_read
FROM ranked AS r
INNER JOIN counted AS c ON r.opening_id = c.opening_id
WHERE r.rank = 1;
