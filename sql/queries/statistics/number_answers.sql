-- The rows of a statistic's relation, openings and values by number.
SELECT
    o.opening,
    v.number AS value_number,
    a.* EXCLUDE (a.population_id, a.opening_id, a.value, a.label)  -- noqa: AM04
FROM query_table($statistic) AS a  -- noqa: RF02
INNER JOIN numbered_openings AS o
    ON a.population_id = o.population_id AND a.opening_id = o.opening_id
INNER JOIN query_table($numbers) AS v ON a.value = v.value  -- noqa: RF02
