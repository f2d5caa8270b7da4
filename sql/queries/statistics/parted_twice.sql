-- An opening that a split puts into one group of a population more than once.
SELECT
    population_id,
    opening_id,
    group_value
FROM query_table($relation)
GROUP BY population_id, opening_id, group_value
HAVING count(*) > 1
ORDER BY population_id, opening_id
LIMIT 1
