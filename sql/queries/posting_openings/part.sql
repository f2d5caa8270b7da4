-- Under these titles every opening is its employer's own again.
UPDATE posting_openings
SET
    opening_id = own_opening_id,
    joined_by = NULL
WHERE
    opening_id != own_opening_id
    AND title_key IN (SELECT t.title_key FROM moved_titles AS t);
