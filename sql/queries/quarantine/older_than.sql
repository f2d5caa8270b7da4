-- The entries that were put aside before a time, but for texts that the pipeline failed on.
SELECT
    quarantine_id,
    landing_file
FROM quarantine
WHERE quarantined_at < $before AND reason <> $reading_reason
ORDER BY quarantine_id;
