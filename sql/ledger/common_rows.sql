-- The rows of a statistic that are of openings on boards read in both releases.
SELECT s.*  -- noqa: AM04
FROM query_table($statistic) AS s  -- noqa: RF02
SEMI JOIN population_openings AS p
    ON s.population_id = p.population_id AND s.opening_id = p.opening_id
