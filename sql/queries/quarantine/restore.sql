DELETE FROM quarantine_dismissals
WHERE
    (item_id, reason) IN (
        SELECT
            w.pair.item_id,
            w.pair.reason
        FROM unnest($items::JSON::STRUCT(item_id VARCHAR, reason VARCHAR)[]) AS w (pair)
    );
