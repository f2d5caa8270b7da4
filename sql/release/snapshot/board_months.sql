-- The months (UTC) in which a crawled board was read whole from beginning to end: there is a
-- complete fetch before the month, one in it, and one after it. What was new on the board in such a
-- month is known, and so is what was not.
WITH complete_fetches AS (
    SELECT
        source,
        board,
        (started_at AT TIME ZONE 'UTC')::DATE AS read_on
    FROM fetches
    WHERE outcome = 'complete' AND board != 'import' AND NOT is_suspicious
),

spans AS (
    SELECT
        source,
        board,
        min(read_on) AS first_day,
        max(read_on) AS last_day
    FROM complete_fetches
    GROUP BY source, board
)

SELECT DISTINCT
    f.source,
    f.board,
    date_trunc('month', f.read_on)::DATE AS calendar_month
FROM complete_fetches AS f
INNER JOIN spans AS s ON f.source = s.source AND f.board = s.board
WHERE
    s.first_day < date_trunc('month', f.read_on)
    AND s.last_day >= date_trunc('month', f.read_on) + INTERVAL 1 MONTH
ORDER BY f.source, f.board, calendar_month
