-- An opening that the statistic counts more than once for one value.
SELECT
    population_id,
    opening_id,
    value
FROM query_table($statistic)
GROUP BY population_id, opening_id, value
HAVING count(*) > 1
ORDER BY population_id, opening_id, value
LIMIT 1
