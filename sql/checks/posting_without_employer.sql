-- A posting of an unknown employer would silently drop out of every statistic.
-- After: load
SELECT p.posting_id
FROM postings AS p
LEFT JOIN employers AS e ON p.employer_id = e.employer_id
WHERE e.employer_id IS NULL;
