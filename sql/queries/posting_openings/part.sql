-- Under these titles every opening is its employer's own again.
UPDATE posting_openings
SET
    opening_id = own_opening_id,
    joined_by = NULL
WHERE
    opening_id != own_opening_id
    AND title_key IN (
        SELECT w.title_key FROM unnest($title_keys::JSON::VARCHAR[]) AS w (title_key)
    );
