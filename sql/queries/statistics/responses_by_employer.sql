-- The openings of each employer of each group of each population, and how many of them say anything
-- of the kind that the statistic asks for.
WITH responding AS (
    SELECT DISTINCT
        population_id,
        opening_id
    FROM query_table($statistic)
)

SELECT
    p.population_id,
    p.split,
    p.group_value,
    p.group_label,
    p.employer_id,
    count(*) AS openings,
    count(r.opening_id) AS responding
FROM split_openings AS p
LEFT JOIN responding AS r ON p.population_id = r.population_id AND p.opening_id = r.opening_id
WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
GROUP BY p.population_id, p.split, p.group_value, p.group_label, p.employer_id
ORDER BY p.population_id, p.split, p.group_value, p.employer_id
