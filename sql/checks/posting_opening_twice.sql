-- A posting that belongs to two openings is counted in both.
-- After: group
SELECT posting_id
FROM posting_openings
GROUP BY posting_id
HAVING count(*) > 1;
