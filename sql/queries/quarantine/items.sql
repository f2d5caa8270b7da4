-- The items in quarantine that fit, those that wait longest last.
WITH wanted AS (
    SELECT w.prefix
    FROM unnest($ids::JSON::VARCHAR[]) AS w (prefix)
)

SELECT
    item_id,
    reason,
    source,
    board,
    landing_file,
    line_number,
    detail,
    quarantine_id,
    first_quarantined_at,
    last_seen,
    entries,
    attempts,
    is_dismissed,
    dismissed_at,
    dismissed_by,
    dismissed_because
FROM quarantined_items
WHERE
    ($source::VARCHAR IS NULL OR source = $source)
    AND ($board::VARCHAR IS NULL OR board = $board)
    AND ($reason::VARCHAR IS NULL OR reason = $reason)
    AND (
        $ids::VARCHAR IS NULL
        OR (item_id, reason) IN (
            SELECT
                q.item_id,
                q.reason
            FROM quarantine AS q
            INNER JOIN wanted AS w
                ON starts_with(q.item_id, w.prefix) OR starts_with(q.quarantine_id, w.prefix)
        )
    )
ORDER BY source ASC, board ASC, reason ASC, first_quarantined_at DESC, item_id ASC;
