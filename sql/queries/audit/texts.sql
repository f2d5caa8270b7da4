-- The present text of every posting, to be held against somebody else's lists of it.
SELECT
    posting_id,
    title,
    coalesce(company, employer_name) AS employer,
    text
FROM current_postings;
