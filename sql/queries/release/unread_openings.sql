-- Of the open openings that stand on crawled boards: how many stand only on boards that nobody has
-- read for $unread_days days before the data's newest day.
WITH newest AS (
    SELECT max(last_seen) AS last_seen
    FROM openings
),

last_read AS (
    SELECT
        p.opening_id,
        max(b.last_read_at) AS last_read_at
    FROM postings AS p
    INNER JOIN boards AS b ON p.source = b.source AND p.board = b.board
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    WHERE o.is_open
    GROUP BY p.opening_id
)

SELECT
    count(*) AS open_openings,
    count(*) FILTER (
        WHERE coalesce(r.last_read_at < n.last_seen - to_days($unread_days), TRUE)
    ) AS unread_openings
FROM last_read AS r
CROSS JOIN newest AS n
