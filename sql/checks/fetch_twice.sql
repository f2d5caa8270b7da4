-- A fetch recorded twice counts as two absences, and closes postings that are open.
-- After: load
SELECT fetch_id
FROM fetches
GROUP BY fetch_id
HAVING count(*) > 1;
