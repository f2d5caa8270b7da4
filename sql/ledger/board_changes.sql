-- One row a board of either release: whether it was read in both of them, came, or went. A crawled
-- board is read in a release when it was last read whole within $unread_days days of its newest
-- data; a file that was imported is there or not.
WITH crawled AS (
    SELECT
        'later' AS side,
        source,
        board,
        last_read_at >= (SELECT max(p.last_seen) FROM later.posting_facts AS p)
        - to_days($unread_days) AS is_read
    FROM later.boards
    UNION ALL
    SELECT
        'earlier' AS side,
        source,
        board,
        last_read_at >= (SELECT max(p.last_seen) FROM earlier.posting_facts AS p)
        - to_days($unread_days) AS is_read
    FROM earlier_boards
),

imported AS (
    SELECT DISTINCT
        'later' AS side,
        source,
        board,
        TRUE AS is_read
    FROM later.posting_facts
    WHERE board = $import_board
    UNION ALL
    SELECT DISTINCT
        'earlier' AS side,
        source,
        board,
        TRUE AS is_read
    FROM earlier.posting_facts
    WHERE board = $import_board
),

known AS (
    FROM crawled
    UNION ALL
    FROM imported
),

sides AS (
    SELECT
        source,
        board,
        coalesce(bool_or(is_read) FILTER (WHERE side = 'earlier'), FALSE) AS was_read,
        coalesce(bool_or(is_read) FILTER (WHERE side = 'later'), FALSE) AS is_read
    FROM known
    GROUP BY source, board
)

SELECT
    source,
    board,
    CASE
        WHEN was_read AND is_read AND board = $import_board THEN 'imported'
        WHEN was_read AND is_read THEN 'both'
        WHEN is_read THEN 'came'
        WHEN was_read THEN 'gone'
        ELSE 'unread'
    END AS became
FROM sides
ORDER BY source, board
