-- The values of each statistic and slice that any opening holds.
SELECT
    statistic,
    population_id,
    split,
    group_value,
    value,
    any_value(label) AS label
FROM estimates
WHERE openings > 0
GROUP BY ALL
ORDER BY ALL
