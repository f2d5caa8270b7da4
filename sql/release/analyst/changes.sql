-- One row a headline number that differs from that of the release before; market, coverage and
-- method add up to the change.
SELECT
    c.*,  -- noqa: AM04
    k.kind
FROM main.changes AS c
LEFT JOIN main.statistics AS s ON c.statistic = s.statistic
LEFT JOIN main.skills AS k ON s.dimension = 'skill' AND c.value = k.skill_id
