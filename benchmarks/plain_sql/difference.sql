-- The difference of shares between two populations, for each pair of `against`, without an interval.
WITH sizes AS (
    SELECT
        population_id,
        count(*) AS openings
    FROM population_openings
    GROUP BY population_id
),

shares AS (
    SELECT
        o.population_id,
        o.value,
        count(*) / any_value(s.openings) AS share
    FROM occupation_comparison AS o
    INNER JOIN sizes AS s ON o.population_id = s.population_id
    GROUP BY o.population_id, o.value
    HAVING count(*) >= 5
)

SELECT
    here.value,
    there.value,
    coalesce(here.share, 0) - coalesce(there.share, 0) AS difference
FROM (
    FROM shares
    WHERE population_id = $here
) AS here  -- noqa: RF02
FULL JOIN (
    FROM shares
    WHERE population_id = $there
) AS there  -- noqa: RF02
    ON here.value = there.value
