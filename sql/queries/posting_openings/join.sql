-- These openings of one employer each are counted with those of others.
UPDATE posting_openings
SET
    opening_id = i.opening_id,
    joined_by = i.decision
FROM joined_openings AS i
WHERE posting_openings.own_opening_id = i.own_opening_id;
