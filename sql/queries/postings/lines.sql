-- The present text of every posting that is read, with its employer and its places.
SELECT
    title,
    text,
    locations,
    employer_id
FROM current_postings
WHERE language = $language
ORDER BY posting_id;
