UPDATE postings SET
    last_seen = c.last_seen,
    missed_fetches = c.missed_fetches,
    first_missed_at = c.first_missed_at,
    closed_at = c.closed_at,
    closed_reason = c.closed_reason
FROM changed_status AS c
WHERE postings.posting_id = c.posting_id;
