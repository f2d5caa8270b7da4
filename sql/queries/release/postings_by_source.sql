-- The sources of the postings that belong to any population.
SELECT
    source,
    count(*) AS postings
FROM postings
WHERE posting_id IN (SELECT p.posting_id FROM population_postings AS p)
GROUP BY source
ORDER BY source
