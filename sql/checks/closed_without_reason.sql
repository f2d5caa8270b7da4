-- A posting that is closed for no reason, or open with one, makes the count of open ones a guess.
-- After: load
SELECT
    posting_id,
    closed_at,
    closed_reason
FROM postings
WHERE (closed_at IS NULL) != (closed_reason IS NULL);
