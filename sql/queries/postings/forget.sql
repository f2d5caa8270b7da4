DELETE FROM postings
WHERE posting_id IN (
    SELECT w.posting_id FROM unnest($posting_ids::JSON::VARCHAR[]) AS w (posting_id)
);
