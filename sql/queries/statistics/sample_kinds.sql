-- The samples behind each population that are large enough to be compared: source, year and quarter
-- of posting.
SELECT
    p.population_id,
    split_part(s.group_value, '|', 1) AS source,  -- noqa: RF04
    split_part(s.group_value, '|', 2)::INTEGER AS calendar_year,
    split_part(s.group_value, '|', 3)::INTEGER AS calendar_quarter,
    count(*) AS openings
FROM openings_by_sample AS s
INNER JOIN population_openings AS p
    ON s.population_id = p.population_id AND s.opening_id = p.opening_id
GROUP BY p.population_id, s.group_value
HAVING
    count(*) >= $least_openings  -- noqa: RF02
    AND count(DISTINCT p.employer_id) >= $least_employers  -- noqa: RF02
ORDER BY ALL
