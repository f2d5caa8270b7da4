-- An item that is dismissed twice would be dismissed still after its dismissal was undone.
-- After: load
SELECT
    item_id,
    reason
FROM quarantine_dismissals
GROUP BY item_id, reason
HAVING count(*) > 1;
