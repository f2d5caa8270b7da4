-- One row a complete fetch of a crawled board: what it proves of the board's postings.
-- A suspicious fetch proves no absence, nor does a "not modified" without a whole fetch before it.
-- Imported files show what there was, never what is gone.
CREATE OR REPLACE VIEW board_evidence AS
SELECT
    fetch_id,
    source,
    board,
    started_at,
    is_not_modified,
    NOT is_suspicious AND coalesce(
        started_at >= min(started_at) FILTER (WHERE NOT is_not_modified) OVER (
            PARTITION BY source, board
        ),
        FALSE
    ) AS proves_absence
FROM fetches
WHERE outcome = 'complete' AND board != 'import';
