-- The postings of each population of the table `populations`: one posting meets all conditions
-- itself, so that no country comes from one copy of an advertisement and the period from another.
WITH newest AS (
    SELECT max(last_seen) AS last_seen
    FROM posting_facts
)

SELECT
    p.population_id,
    f.posting_id,
    f.opening_id
FROM populations AS p
CROSS JOIN newest AS n
INNER JOIN posting_facts AS f
    ON
        (len(p.occupation) = 0 OR list_contains(p.occupation, f.occupation))
        AND (len(p.country) = 0 OR list_contains(p.country, f.country))
        AND (len(p.language) = 0 OR list_contains(p.language, f.language))
        AND (len(p.seniority) = 0 OR list_contains(p.seniority, f.seniority))
        AND (len(p.source) = 0 OR list_contains(p.source, f.source))
        AND (
            p.period_days IS NULL
            OR f.last_seen >= n.last_seen - to_days(p.period_days)
        )
        AND (p.since IS NULL OR (f.last_seen AT TIME ZONE 'UTC')::DATE >= p.since)
        AND (p.until IS NULL OR (f.first_seen AT TIME ZONE 'UTC')::DATE <= p.until)
ORDER BY p.population_id, f.posting_id
