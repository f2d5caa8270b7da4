-- What the release holds of each population that has openings.
SELECT *  -- noqa: AM04
FROM samples
ORDER BY population_id
