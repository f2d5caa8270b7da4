-- The titles of postings of these employers, and those of postings that are counted with an opening
-- that is gone: whether openings of several employers are one job is decided title by title.
SELECT DISTINCT title_key
FROM posting_openings
WHERE
    title_key != ''
    AND (
        employer_id IN (
            SELECT w.employer_id FROM unnest($employer_ids::JSON::VARCHAR[]) AS w (employer_id)
        )
        OR opening_id NOT IN (SELECT o.own_opening_id FROM posting_openings AS o)
    )
ORDER BY title_key;
