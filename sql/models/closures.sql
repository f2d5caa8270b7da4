-- One row a closed posting: the fetches that its closing rests on, and how complete they were.
-- Absent: the first fetch that proves the absence, and the first that does so minimum_absence()
-- later. By its source: the last fetch before the source's word. A fetch that said "not modified"
-- is as complete as the whole fetch that it confirms.
CREATE OR REPLACE VIEW closures AS
WITH whole_fetches AS (
    SELECT
        source,
        board,
        started_at,
        items,
        coalesce(listed, items) AS listed,
        announced
    FROM fetches
    WHERE outcome = 'complete' AND NOT is_not_modified
),

evidence AS (
    SELECT
        f.source,
        f.board,
        f.started_at,
        f.fetch_id,
        f.run_id,
        f.is_not_modified,
        e.proves_absence,
        w.listed,
        w.announced
    FROM board_evidence AS e
    INNER JOIN fetches AS f ON e.fetch_id = f.fetch_id
    ASOF LEFT JOIN whole_fetches AS w
        ON f.source = w.source AND f.board = w.board AND f.started_at >= w.started_at
),

proofs AS (
    SELECT *
    FROM evidence
    WHERE proves_absence
),

absent AS (
    SELECT
        posting_id,
        source,
        board,
        closed_at,
        closed_reason,
        last_seen,
        missed_fetches,
        first_missed_at,
        first_missed_at + minimum_absence() AS confirmed_from
    FROM postings
    WHERE closed_reason = 'absent'
),

by_source AS (
    SELECT
        posting_id,
        source,
        board,
        closed_at,
        closed_reason,
        last_seen
    FROM postings
    WHERE closed_reason = 'source'
)

SELECT
    a.posting_id,
    a.source,
    a.board,
    a.closed_reason,
    a.closed_at,
    a.last_seen,
    missing.started_at AS missing_since,
    missing.fetch_id AS missing_fetch_id,
    missing.run_id AS missing_run_id,
    missing.listed AS missing_listed,
    missing.announced AS missing_announced,
    confirming.started_at AS confirmed_at,
    confirming.fetch_id AS confirming_fetch_id,
    confirming.run_id AS confirming_run_id,
    confirming.is_not_modified AS is_confirmed_unchanged,
    confirming.listed AS confirming_listed,
    confirming.announced AS confirming_announced,
    a.missed_fetches
FROM absent AS a
ASOF LEFT JOIN proofs AS missing
    ON
        a.source = missing.source
        AND a.board = missing.board
        AND a.first_missed_at <= missing.started_at
ASOF LEFT JOIN proofs AS confirming
    ON
        a.source = confirming.source
        AND a.board = confirming.board
        AND a.confirmed_from <= confirming.started_at
UNION ALL
SELECT
    s.posting_id,
    s.source,
    s.board,
    s.closed_reason,
    s.closed_at,
    s.last_seen,
    NULL AS missing_since,
    NULL AS missing_fetch_id,
    NULL AS missing_run_id,
    NULL AS missing_listed,
    NULL AS missing_announced,
    f.started_at AS confirmed_at,
    f.fetch_id AS confirming_fetch_id,
    f.run_id AS confirming_run_id,
    FALSE AS is_confirmed_unchanged,
    f.listed AS confirming_listed,
    f.announced AS confirming_announced,
    0 AS missed_fetches
FROM by_source AS s
ASOF LEFT JOIN fetches AS f
    ON s.source = f.source AND s.board = f.board AND s.closed_at >= f.started_at;
