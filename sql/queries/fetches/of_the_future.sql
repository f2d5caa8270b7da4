-- How many fetches began after a time, and the last of them.
SELECT
    count(*) AS fetches,
    max(started_at) AS last_at
FROM fetches
WHERE started_at > $after;
