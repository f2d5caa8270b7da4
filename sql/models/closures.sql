-- One row a closed posting: the fetches that its closing rests on, and how complete they were.
-- Absent: the first fetch that proves the absence, and the first that does so minimum_absence()
-- later. By its source: the last fetch before the source's word. A fetch that said "not modified"
-- is as complete as the whole fetch that it confirms.
CREATE OR REPLACE VIEW closures AS
WITH absent AS (
    SELECT
        posting_id,
        source,
        board,
        closed_at,
        closed_reason,
        last_seen,
        missed_fetches,
        first_missed_at
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
),

-- From when on a proof is looked for: of both kinds at once, so that all proofs are sorted once.
sought AS (
    SELECT
        posting_id,
        source,
        board,
        FALSE AS is_confirming,
        first_missed_at AS sought_from
    FROM absent
    UNION ALL
    SELECT
        posting_id,
        source,
        board,
        TRUE AS is_confirming,
        first_missed_at + minimum_absence() AS sought_from
    FROM absent
),

absences AS (
    SELECT
        fetch_id,
        source,
        board,
        started_at
    FROM board_evidence
    WHERE proves_absence
),

proofs AS (
    SELECT
        s.posting_id,
        s.is_confirming,
        a.fetch_id
    FROM sought AS s
    ASOF INNER JOIN absences AS a
        ON s.source = a.source AND s.board = a.board AND s.sought_from <= a.started_at
),

proving AS (
    SELECT f.*
    FROM fetches AS f
    SEMI JOIN proofs AS p ON f.fetch_id = p.fetch_id
),

unchanged AS (
    SELECT *
    FROM proving
    WHERE is_not_modified
),

whole_fetches AS (
    SELECT
        f.source,
        f.board,
        f.started_at,
        coalesce(f.listed, f.items) AS listed,
        f.announced
    FROM fetches AS f
    SEMI JOIN unchanged AS u ON f.source = u.source AND f.board = u.board
    WHERE f.outcome = 'complete' AND NOT f.is_not_modified
),

evidence AS (
    SELECT
        fetch_id,
        started_at,
        run_id,
        is_not_modified,
        coalesce(listed, items) AS listed,
        announced
    FROM proving
    WHERE NOT is_not_modified
    UNION ALL
    SELECT
        u.fetch_id,
        u.started_at,
        u.run_id,
        u.is_not_modified,
        w.listed,
        w.announced
    FROM unchanged AS u
    ASOF LEFT JOIN whole_fetches AS w
        ON u.source = w.source AND u.board = w.board AND u.started_at >= w.started_at
),

proven AS (
    SELECT
        p.posting_id,
        p.is_confirming,
        e.*
    FROM proofs AS p
    INNER JOIN evidence AS e ON p.fetch_id = e.fetch_id
),

of_sources AS (
    SELECT f.*
    FROM fetches AS f
    SEMI JOIN by_source AS s ON f.source = s.source AND f.board = s.board
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
LEFT JOIN proven AS missing ON a.posting_id = missing.posting_id AND NOT missing.is_confirming
LEFT JOIN proven AS confirming
    ON a.posting_id = confirming.posting_id AND confirming.is_confirming
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
ASOF LEFT JOIN of_sources AS f
    ON s.source = f.source AND s.board = f.board AND s.closed_at >= f.started_at;
