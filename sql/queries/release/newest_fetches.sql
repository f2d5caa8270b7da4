-- How many boards are still visited, and the newest fetch of how many of them brought nothing: it
-- failed, or was not tried as the provider was down.
WITH newest AS (
    SELECT
        source,
        board,
        max(started_at) AS started_at,
        arg_max(outcome, started_at) AS outcome
    FROM fetches
    WHERE board <> $import_board
    GROUP BY source, board
)

SELECT
    count(*) AS fetched_boards,
    count(*) FILTER (WHERE outcome IN ('failed', 'not_tried')) AS failed_boards
FROM newest
WHERE started_at >= (SELECT max(n.started_at) FROM newest AS n) - to_days($visited_days)
