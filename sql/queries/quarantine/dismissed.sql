-- What was dismissed: items and the reason each was refused for.
SELECT
    item_id,
    reason
FROM quarantine_dismissals;
