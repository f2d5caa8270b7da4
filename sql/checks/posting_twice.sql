-- A posting recorded twice is counted twice.
-- After: load
SELECT posting_id
FROM postings
GROUP BY posting_id
HAVING count(*) > 1;
