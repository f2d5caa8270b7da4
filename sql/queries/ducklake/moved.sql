-- Where the warehouse was moved to, and when.
SELECT
    target,
    strftime(moved_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') AS moved_at
FROM moved
ORDER BY moved_at DESC
LIMIT 1;
