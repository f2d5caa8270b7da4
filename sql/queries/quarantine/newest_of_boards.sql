-- The newest entry of each item of these boards, but for texts that the pipeline failed on.
SELECT
    q.quarantine_id,
    q.item_id,
    q.landing_file,
    q.line_number,
    q.source,
    q.board,
    q.reason,
    q.detail,
    q.payload,
    q.seen_at,
    q.quarantined_at,
    q.attempts
FROM quarantine AS q
INNER JOIN
    unnest($boards::JSON::STRUCT(source VARCHAR, board VARCHAR)[]) AS b (pair)
    ON q.source = b.pair.source AND q.board = b.pair.board
WHERE q.reason <> $reading_reason
QUALIFY
    row_number() OVER (
        PARTITION BY q.item_id
        ORDER BY parse_filename(q.landing_file) DESC, q.quarantine_id ASC
    ) = 1
ORDER BY q.item_id;
