-- Open postings in another language, or in none that can be told.
SELECT count(*) AS postings
FROM current_postings
WHERE closed_at IS NULL AND language IS DISTINCT FROM $language;
