-- The advertisements of the chosen openings.
SELECT
    opening_id,
    posting_id,
    url
FROM postings
WHERE opening_id IN (SELECT c.opening_id FROM chosen_openings AS c)
ORDER BY posting_id
