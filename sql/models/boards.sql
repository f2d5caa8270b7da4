-- One row a crawled board: its newest fetch, and when it was last read. A source that lists its
-- newest postings only is read as far as it can be. An answer with nothing that is not believed is
-- no reading.
CREATE OR REPLACE VIEW boards AS
WITH crawled AS (
    SELECT
        *,
        (outcome = 'complete' AND NOT is_suspicious) OR reason = 'newest_only' AS is_read
    FROM fetches
    WHERE board != 'import'
),

summed AS (
    SELECT
        source,
        board,
        max(started_at) AS last_fetch_at,
        arg_max(outcome, started_at) AS last_outcome,
        arg_max_null(reason, started_at) AS last_reason,
        max(started_at) FILTER (WHERE is_read) AS last_read_at,
        min(started_at) FILTER (WHERE is_read) AS first_read_at,
        arg_max(coalesce(listed, items), started_at) FILTER (
            WHERE is_read AND NOT is_not_modified
        ) AS listed,
        arg_max(row(announced), started_at) FILTER (
            WHERE is_read AND NOT is_not_modified
        )[1] AS announced
    FROM crawled
    GROUP BY source, board
),

failing AS (
    SELECT
        c.source,
        c.board,
        min(c.started_at) AS unread_since
    FROM crawled AS c
    INNER JOIN summed AS s ON c.source = s.source AND c.board = s.board
    WHERE coalesce(c.started_at > s.last_read_at, TRUE)
    GROUP BY c.source, c.board
),

held AS (
    SELECT
        source,
        board,
        count(*) FILTER (WHERE closed_at IS NULL) AS open_postings
    FROM postings
    GROUP BY source, board
)

SELECT
    s.source,
    s.board,
    s.last_fetch_at,
    s.last_outcome,
    s.last_reason,
    s.last_read_at,
    s.first_read_at,
    f.unread_since,
    s.listed,
    s.announced,
    coalesce(h.open_postings, 0) AS open_postings
FROM summed AS s
LEFT JOIN failing AS f ON s.source = f.source AND s.board = f.board
LEFT JOIN held AS h ON s.source = h.source AND s.board = h.board;
