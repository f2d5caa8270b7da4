-- The sources of the postings that belong to any population.
SELECT
    source,
    count(*) AS postings
FROM postings
WHERE opening_id IN (SELECT o.opening_id FROM population_openings AS o)
GROUP BY source
ORDER BY source
