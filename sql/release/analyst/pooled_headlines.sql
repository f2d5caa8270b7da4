-- One row a number that pools samples which disagree, and that somebody accepted as it is.
SELECT
    h.*,  -- noqa: AM04
    k.kind
FROM main.pooled_headlines AS h
LEFT JOIN main.statistics AS s ON h.statistic = s.statistic
LEFT JOIN main.skills AS k ON s.dimension = 'skill' AND h.value = k.skill_id
