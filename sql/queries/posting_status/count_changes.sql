SELECT
    count(*) FILTER (WHERE closed_before IS NULL AND closed_at IS NOT NULL) AS closed,
    count(*) FILTER (WHERE closed_before IS NOT NULL AND closed_at IS NULL) AS reopened
FROM changed_status;
