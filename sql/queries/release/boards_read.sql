-- The crawled boards of each source: how many there are, of how many the last reading is proven
-- whole by the source's own total, and how many nobody has read for $unread_days days.
WITH newest AS (
    SELECT max(last_seen) AS last_seen
    FROM openings
)

SELECT
    b.source,
    count(*) AS boards,
    count(*) FILTER (WHERE b.listed >= b.announced) AS proven_boards,
    count(*) FILTER (
        WHERE coalesce(b.last_read_at < n.last_seen - to_days($unread_days), TRUE)
    ) AS unread_boards
FROM boards AS b
CROSS JOIN newest AS n
GROUP BY b.source
ORDER BY b.source
