-- The status of postings by all that is known of the fetches of their boards, where it differs from
-- what `postings` says.
-- A posting closes by its source's own word, or by two fetches that prove its absence and began
-- minimum_absence() apart; it counts as closed from the first of them. A "not modified" confirms
-- the whole fetch before it: what that fetch had is seen again, what it had not is missed again.
CREATE OR REPLACE TEMP TABLE changed_status AS
WITH boards AS (
    SELECT
        b.pair.source,
        b.pair.board
    FROM unnest($boards::JSON::STRUCT(source VARCHAR, board VARCHAR)[]) AS b (pair)
),

evidence AS (
    SELECT
        e.source,
        e.board,
        e.started_at,
        e.is_not_modified,
        e.proves_absence
    FROM board_evidence AS e
    SEMI JOIN boards AS b ON e.source = b.source AND e.board = b.board
),

whole_fetches AS (
    SELECT
        source,
        board,
        started_at
    FROM evidence
    WHERE NOT is_not_modified
),

confirmations AS (
    SELECT
        source,
        board,
        started_at
    FROM evidence
    WHERE is_not_modified
),

absences AS (
    SELECT
        source,
        board,
        started_at,
        count(*) OVER (PARTITION BY source, board ORDER BY started_at DESC) AS fetches,
        max(started_at) OVER (PARTITION BY source, board) AS last_started_at
    FROM evidence
    WHERE proves_absence
),

sightings AS (
    SELECT DISTINCT
        p.source,
        p.board,
        p.last_seen
    FROM postings AS p
    SEMI JOIN boards AS b ON p.source = b.source AND p.board = b.board
),

confirmed AS (
    SELECT
        s.source,
        s.board,
        s.last_seen,
        CASE
            WHEN had.started_at IS NULL THEN s.last_seen  -- no whole fetch to be repeated
            ELSE greatest(s.last_seen, c.started_at)
        END AS confirmed_at
    FROM sightings AS s
    ASOF LEFT JOIN whole_fetches AS had
        ON
            s.source = had.source
            AND s.board = had.board
            AND s.last_seen >= had.started_at
    ASOF LEFT JOIN whole_fetches AS successor
        ON
            s.source = successor.source
            AND s.board = successor.board
            AND s.last_seen < successor.started_at
    ASOF LEFT JOIN confirmations AS c
        ON
            s.source = c.source
            AND s.board = c.board
            AND coalesce(successor.started_at, 'infinity') > c.started_at
),

missed AS (
    SELECT
        c.source,
        c.board,
        c.last_seen,
        c.confirmed_at,
        coalesce(a.fetches, 0)::INTEGER AS missed_fetches,
        a.started_at AS first_missed_at,
        coalesce(a.last_started_at - a.started_at >= minimum_absence(), FALSE) AS is_gone
    FROM confirmed AS c
    ASOF LEFT JOIN absences AS a
        ON
            c.source = a.source
            AND c.board = a.board
            AND c.confirmed_at < a.started_at
),

status AS (
    SELECT
        p.posting_id,
        p.closed_at AS closed_before,
        m.confirmed_at AS last_seen,
        p.closed_by_source_at IS NOT NULL AS is_closed_by_source,
        CASE WHEN NOT is_closed_by_source THEN m.missed_fetches ELSE 0 END AS missed_fetches,
        CASE WHEN NOT is_closed_by_source THEN m.first_missed_at END AS first_missed_at,
        CASE
            WHEN is_closed_by_source THEN p.closed_by_source_at
            WHEN m.is_gone THEN m.first_missed_at
        END AS closed_at,
        CASE
            WHEN is_closed_by_source THEN 'source'
            WHEN m.is_gone THEN 'absent'
        END AS closed_reason
    FROM postings AS p
    INNER JOIN missed AS m
        ON p.source = m.source AND p.board = m.board AND p.last_seen = m.last_seen
)

SELECT s.*
FROM status AS s
INNER JOIN postings AS p ON s.posting_id = p.posting_id
WHERE
    s.last_seen != p.last_seen
    OR s.missed_fetches != p.missed_fetches
    OR s.first_missed_at IS DISTINCT FROM p.first_missed_at
    OR s.closed_at IS DISTINCT FROM p.closed_at
    OR s.closed_reason IS DISTINCT FROM p.closed_reason;
