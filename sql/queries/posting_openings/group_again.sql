-- The employers of these postings are grouped again, for an opening may bear the id of one of them.
UPDATE posting_openings SET grouping_version = ''
WHERE employer_id IN (
    SELECT p.employer_id
    FROM postings AS p
    WHERE p.posting_id IN (
        SELECT w.posting_id FROM unnest($posting_ids::JSON::VARCHAR[]) AS w (posting_id)
    )
);
