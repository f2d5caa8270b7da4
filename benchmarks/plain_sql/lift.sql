-- The lift of each pair of technologies in each population, without an interval.
WITH sizes AS (
    SELECT
        population_id,
        count(*) AS openings
    FROM population_openings
    GROUP BY population_id
),

singles AS (
    SELECT
        population_id,
        value,
        count(*) AS openings
    FROM skill_share
    WHERE named
    GROUP BY population_id, value
),

pairs AS (
    SELECT
        population_id,
        value,
        count(*) AS openings
    FROM skill_pairs
    WHERE together
    GROUP BY population_id, value
    HAVING count(*) >= 10
)

SELECT
    p.population_id,
    p.value,
    p.openings * s.openings / (a.openings * b.openings) AS lift
FROM pairs AS p
INNER JOIN sizes AS s ON p.population_id = s.population_id
INNER JOIN singles AS a
    ON p.population_id = a.population_id AND split_part(p.value, '|', 1) = a.value
INNER JOIN singles AS b
    ON p.population_id = b.population_id AND split_part(p.value, '|', 2) = b.value
