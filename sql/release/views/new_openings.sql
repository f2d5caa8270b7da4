-- Columns have their tables' names: macros that hold this have a parameter `source`.
-- One row an opening of a population that was first seen in a month on a board that was read whole
-- in it (`is_whole`), or on another one.
CREATE VIEW new_openings AS
WITH seen AS (
    SELECT
        p.opening_id,
        p.posting_id,
        p.source,  -- noqa: RF04
        p.board,
        (p.first_seen AT TIME ZONE 'UTC')::DATE AS seen_on
    FROM postings AS p
),

first_postings AS (
    SELECT
        s.opening_id,
        arg_min(s.source, (s.seen_on, s.posting_id)) AS source,  -- noqa: RF04
        arg_min(s.board, (s.seen_on, s.posting_id)) AS board,
        date_trunc('month', min(s.seen_on))::DATE AS calendar_month
    FROM seen AS s
    GROUP BY s.opening_id
)

SELECT
    p.population_id,
    p.opening_id,
    p.employer_id,
    f.source,
    f.board,
    f.calendar_month,
    m.board IS NOT NULL AS is_whole
FROM population_openings AS p
INNER JOIN first_postings AS f ON p.opening_id = f.opening_id
LEFT JOIN board_months AS m
    ON f.source = m.source AND f.board = m.board AND f.calendar_month = m.calendar_month
