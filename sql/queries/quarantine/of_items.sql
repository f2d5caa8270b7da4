-- The entries of these items.
SELECT
    q.quarantine_id,
    q.landing_file
FROM quarantine AS q
WHERE
    q.item_id IN (
        SELECT w.item_id FROM unnest($ids::JSON::VARCHAR[]) AS w (item_id)
    );
