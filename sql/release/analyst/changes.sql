-- One row a headline number that differs from that of the release before; market, coverage and
-- method add up to the change.
SELECT
    c.*,  -- noqa: AM04
    if(k.kind = o.kind, k.kind, NULL) AS kind
FROM main.changes AS c
LEFT JOIN main.statistics AS s ON c.statistic = s.statistic
LEFT JOIN main.skills AS k
    ON s.dimension IN ('skill', 'pair') AND split_part(c.value, '|', 1) = k.skill_id
LEFT JOIN main.skills AS o
    ON s.dimension IN ('skill', 'pair') AND split_part(c.value, '|', -1) = o.skill_id
