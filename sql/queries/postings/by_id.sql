SELECT
    posting_id,
    source,
    board,
    native_id,
    employer_id,
    content_hash,
    url,
    first_seen,
    last_seen,
    sighted_at,
    posted_at,
    closed_at,
    closed_reason,
    missed_fetches,
    first_missed_at,
    closed_by_source_at,
    source_hash
FROM postings
WHERE
    posting_id IN (
        SELECT w.posting_id FROM unnest($posting_ids::JSON::VARCHAR[]) AS w (posting_id)
    );
