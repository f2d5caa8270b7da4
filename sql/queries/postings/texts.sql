-- The present text of every posting, with its employer.
SELECT
    title,
    text,
    employer_name
FROM current_postings
ORDER BY posting_id;
