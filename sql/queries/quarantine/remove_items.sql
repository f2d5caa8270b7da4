DELETE FROM quarantine
WHERE
    item_id IN (
        SELECT w.item_id FROM unnest($ids::JSON::VARCHAR[]) AS w (item_id)
    )
RETURNING
    quarantine_id,
    landing_file;
