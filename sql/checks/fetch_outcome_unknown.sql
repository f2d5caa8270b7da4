-- A fetch that ended neither complete, partial, failed nor untried would silently prove nothing.
-- After: load
SELECT
    fetch_id,
    outcome
FROM fetches
WHERE outcome NOT IN ('complete', 'partial', 'failed', 'not_tried');
