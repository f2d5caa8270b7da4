-- By the level that the posting names; openings that name none are in no group.
SELECT
    p.population_id,
    p.opening_id,
    o.seniority AS group_value,
    o.seniority || ' level' AS group_label
FROM population_openings AS p
INNER JOIN openings AS o ON p.opening_id = o.opening_id
WHERE o.seniority IS NOT NULL
