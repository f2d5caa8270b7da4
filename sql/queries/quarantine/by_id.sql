-- The entries with these ids, in the order they were seen.
SELECT
    quarantine_id,
    item_id,
    landing_file,
    line_number,
    source,
    board,
    reason,
    detail,
    payload,
    seen_at,
    quarantined_at,
    attempts
FROM quarantine
WHERE
    quarantine_id IN (
        SELECT w.quarantine_id FROM unnest($ids::JSON::VARCHAR[]) AS w (quarantine_id)
    )
ORDER BY seen_at, landing_file, line_number, quarantine_id;
