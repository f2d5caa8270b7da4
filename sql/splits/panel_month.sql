-- By the month in which the opening was new, on the boards that were read whole in every one of the
-- last twelve such months: what changes among these is not made by boards that come and go.
WITH months AS (
    SELECT DISTINCT calendar_month
    FROM board_months
    ORDER BY calendar_month DESC
    LIMIT 12
),

panel AS (
    SELECT
        b.source,
        b.board
    FROM board_months AS b
    SEMI JOIN months AS m ON b.calendar_month = m.calendar_month
    GROUP BY b.source, b.board
    HAVING count(*) = (SELECT count(*) FROM months)
)

SELECT
    n.population_id,
    n.opening_id,
    strftime(n.calendar_month, '%Y-%m') AS group_value,
    strftime(n.calendar_month, '%B %Y') || ', boards read throughout' AS group_label
FROM new_openings AS n
SEMI JOIN panel AS p ON n.source = p.source AND n.board = p.board
SEMI JOIN months AS m ON n.calendar_month = m.calendar_month
WHERE n.is_whole
