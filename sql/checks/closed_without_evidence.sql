-- A posting called gone without two complete fetches that lacked it, six hours apart, may be open.
-- After: load
SELECT
    p.posting_id,
    p.last_seen,
    p.closed_at
FROM postings AS p
WHERE
    p.closed_reason = 'absent'
    AND coalesce((
        SELECT max(f.started_at) - min(f.started_at) < minimum_absence()
        FROM board_evidence AS f
        WHERE
            f.source = p.source
            AND f.board = p.board
            AND f.proves_absence
            AND f.started_at > p.last_seen
    ), true);
