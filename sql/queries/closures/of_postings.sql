-- What the closing of these postings rests on; no row for those that are open.
SELECT
    posting_id,
    source,
    board,
    closed_reason,
    closed_at,
    last_seen,
    missing_since,
    missing_fetch_id,
    missing_run_id,
    missing_listed,
    missing_announced,
    confirmed_at,
    confirming_fetch_id,
    confirming_run_id,
    is_confirmed_unchanged,
    confirming_listed,
    confirming_announced,
    missed_fetches
FROM closures
WHERE posting_id IN (SELECT unnest($ids::JSON::VARCHAR[]))
ORDER BY posting_id;
