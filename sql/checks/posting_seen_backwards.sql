-- A posting last seen before it was first seen would fall out of the period it belongs to.
-- After: load
SELECT
    posting_id,
    first_seen,
    last_seen
FROM postings
WHERE first_seen > last_seen;
