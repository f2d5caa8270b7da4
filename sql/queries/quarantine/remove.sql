DELETE FROM quarantine
WHERE
    quarantine_id IN (
        SELECT w.quarantine_id FROM unnest($ids::JSON::VARCHAR[]) AS w (quarantine_id)
    );
