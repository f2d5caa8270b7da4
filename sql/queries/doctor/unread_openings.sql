-- Of the open openings that stand on crawled boards: how many stand only on boards that nobody has
-- read since a time, and some of these boards.
WITH held AS (
    SELECT
        p.source,
        p.board,
        b.last_read_at,
        coalesce(b.last_read_at < $read_since, TRUE) AS is_unread,
        coalesce(o.opening_id, p.posting_id) AS opening_id
    FROM postings AS p
    INNER JOIN boards AS b ON p.source = b.source AND p.board = b.board
    LEFT JOIN posting_openings AS o ON p.posting_id = o.posting_id
    WHERE p.closed_at IS NULL
),

by_opening AS (
    SELECT
        opening_id,
        bool_and(is_unread) AS is_unread
    FROM held
    GROUP BY opening_id
)

SELECT
    (SELECT count(*) FROM by_opening) AS open_openings,
    (SELECT count(*) FILTER (WHERE u.is_unread) FROM by_opening AS u) AS unread_openings,
    list_sort(list(DISTINCT concat_ws('/', source, board)) FILTER (WHERE is_unread)) AS boards
FROM held;
