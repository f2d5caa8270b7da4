-- The rows of a statistic's relation, openings and values by number. No measure's name begins with
-- an underscore, as those of the numbers do.
SELECT
    o.opening AS _opening,
    v.number AS _value_number,
    a.* EXCLUDE (a.population_id, a.opening_id, a.value, a.label)  -- noqa: AM04
FROM query_table($statistic) AS a  -- noqa: RF02
INNER JOIN _numbered_openings AS o
    ON a.population_id = o.population_id AND a.opening_id = o.opening_id
INNER JOIN query_table($numbers) AS v ON a.value = v.value  -- noqa: RF02
