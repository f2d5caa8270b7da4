-- The entries with these ids, or of these landing files (null: any), in the order they were seen.
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
    (
        $ids::VARCHAR IS NULL
        OR quarantine_id IN (
            SELECT w.quarantine_id FROM unnest($ids::JSON::VARCHAR[]) AS w (quarantine_id)
        )
    )
    AND (
        $landing_files::VARCHAR IS NULL
        OR landing_file IN (
            SELECT w.landing_file FROM unnest($landing_files::JSON::VARCHAR[]) AS w (landing_file)
        )
    )
ORDER BY seen_at, landing_file, line_number, quarantine_id;
