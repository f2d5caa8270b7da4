-- The entries of these items and reasons (null: all), in the order they were seen, with the others
-- of their landing lines: a line is tried as a whole.
WITH chosen AS (
    SELECT
        quarantine_id,
        landing_file,
        line_number
    FROM quarantine
    WHERE
        $items::VARCHAR IS NULL
        OR (item_id, reason) IN (
            SELECT
                w.pair.item_id,
                w.pair.reason
            FROM unnest($items::JSON::STRUCT(item_id VARCHAR, reason VARCHAR)[]) AS w (pair)
        )
)

SELECT
    quarantine_id,
    reason
FROM quarantine
WHERE
    quarantine_id IN (SELECT c.quarantine_id FROM chosen AS c)
    OR (landing_file, line_number) IN (
        SELECT
            c.landing_file,
            c.line_number
        FROM chosen AS c
        WHERE c.line_number > 0
    )
ORDER BY seen_at, landing_file, line_number, quarantine_id;
