-- One row a number that pools samples which disagree, and that somebody accepted as it is.
SELECT
    h.*,  -- noqa: AM04
    if(k.kind = o.kind, k.kind, NULL) AS kind
FROM main.pooled_headlines AS h
LEFT JOIN main.statistics AS s ON h.statistic = s.statistic
LEFT JOIN main.skills AS k
    ON s.dimension IN ('skill', 'pair') AND split_part(h.value, '|', 1) = k.skill_id
LEFT JOIN main.skills AS o
    ON s.dimension IN ('skill', 'pair') AND split_part(h.value, '|', -1) = o.skill_id
