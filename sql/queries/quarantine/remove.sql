DELETE FROM quarantine
WHERE quarantine_id IN (SELECT w.quarantine_id FROM unnest($ids) AS w (quarantine_id));
