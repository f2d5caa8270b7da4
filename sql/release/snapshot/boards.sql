-- One row a crawled board: when it was last read, and how complete. What a failed fetch changes is
-- left out: a night that read nothing makes no new release.
SELECT
    source,
    board,
    first_read_at,
    last_read_at,
    listed,
    announced,
    open_postings
FROM boards
ORDER BY source, board
