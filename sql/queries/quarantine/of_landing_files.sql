-- The entries of these landing files, in the order they were seen.
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
    landing_file IN (
        SELECT w.landing_file FROM unnest($landing_files::JSON::VARCHAR[]) AS w (landing_file)
    )
ORDER BY seen_at, landing_file, line_number, quarantine_id;
