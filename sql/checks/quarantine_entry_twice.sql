-- An item that lies in quarantine twice is tried, and counted, twice.
-- After: load
SELECT quarantine_id
FROM quarantine
GROUP BY quarantine_id
HAVING count(*) > 1;
