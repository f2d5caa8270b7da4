-- A complete fetch is suspicious, and proves nothing, when nothing usable came from a board that
-- had open postings: such a board is more often broken than empty. An empty answer that is
-- repeated, also as "not modified", is believed after $believed_after.
WITH boards AS (
    SELECT
        b.pair.source,
        b.pair.board
    FROM unnest($boards::JSON::STRUCT(source VARCHAR, board VARCHAR)[]) AS b (pair)
),

answers AS (
    SELECT
        f.fetch_id,
        f.source,
        f.board,
        f.started_at,
        f.is_not_modified,
        f.postings = 0 AS is_empty,
        f.outcome = 'complete' AS is_complete,
        count(*) FILTER (WHERE f.postings > 0) OVER (
            PARTITION BY f.source, f.board
            ORDER BY f.started_at, f.is_not_modified, f.fetch_id
        ) AS filled_before
    FROM fetches AS f
    SEMI JOIN boards AS b ON f.source = b.source AND f.board = b.board
    WHERE f.outcome = 'complete' OR f.postings > 0
),

empty_spells AS (
    SELECT
        *,
        min(started_at) FILTER (WHERE is_empty AND is_complete AND NOT is_not_modified) OVER (
            PARTITION BY source, board, filled_before
            ORDER BY started_at, is_not_modified, fetch_id
        ) AS empty_since
    FROM answers
),

judged AS (
    SELECT
        e.fetch_id,
        e.is_empty
        AND e.is_complete
        AND coalesce(e.started_at - e.empty_since < $believed_after, FALSE)
        AND EXISTS (
            SELECT 1
            FROM postings AS p
            WHERE
                p.source = e.source
                AND p.board = e.board
                AND p.first_seen < e.started_at
                AND coalesce(p.closed_by_source_at > e.started_at, TRUE)
        ) AS is_suspicious
    FROM empty_spells AS e
)

UPDATE fetches SET is_suspicious = judged.is_suspicious
FROM judged
WHERE fetches.fetch_id = judged.fetch_id AND fetches.is_suspicious != judged.is_suspicious;
