-- The amounts of figures, opening by opening: one row an opening, value and figure of each group of
-- each population. An amount is a DOUBLE column of the statistic's relation.
SELECT
    p.population_id,
    p.split,
    p.group_value,
    p.group_label,
    p.employer_id,
    p.opening_id,
    p.postings,
    a.* EXCLUDE (a.population_id, a.opening_id)  -- noqa: AM04
FROM query_table($statistic) AS a  -- noqa: RF02
INNER JOIN split_openings AS p
    ON a.population_id = p.population_id AND a.opening_id = p.opening_id
WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
ORDER BY p.population_id, p.split, p.group_value, a.value, p.employer_id, p.opening_id
