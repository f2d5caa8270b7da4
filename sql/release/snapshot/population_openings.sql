-- The openings of each population of the table `populations`.
WITH newest AS (
    SELECT max(last_seen) AS last_seen
    FROM openings
)

SELECT
    p.population_id,
    o.opening_id,
    o.employer_id,
    o.postings
FROM populations AS p
CROSS JOIN newest
INNER JOIN openings AS o
    ON
        (len(p.occupation) = 0 OR list_contains(p.occupation, o.occupation))
        AND (len(p.country) = 0 OR list_has_any(p.country, o.countries))
        AND (len(p.language) = 0 OR list_contains(p.language, o.language))
        AND (len(p.seniority) = 0 OR list_contains(p.seniority, o.seniority))
        AND (len(p.source) = 0 OR list_has_any(p.source, o.sources))
        AND (
            p.period_days IS NULL
            OR o.last_seen >= newest.last_seen - to_days(p.period_days)
        )
ORDER BY p.population_id, o.opening_id
