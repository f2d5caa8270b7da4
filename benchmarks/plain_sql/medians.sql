-- The medians and quartiles of the amounts of one statistic, without intervals.
SELECT
    p.population_id,
    p.split,
    p.group_value,
    a.value,
    a.figure,
    count(*) AS openings,
    quantile_cont(a.amount, [0.25, 0.5, 0.75]) AS quartiles
FROM (
    FROM query_table($statistic)
    UNPIVOT (amount FOR figure IN (COLUMNS('^amount_')))
) AS a
INNER JOIN _split_openings AS p
    ON a.population_id = p.population_id AND a.opening_id = p.opening_id
WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
GROUP BY p.population_id, p.split, p.group_value, a.value, a.figure
HAVING count(*) >= 30
