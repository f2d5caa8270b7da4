-- How many openings of each group hold each value by one measure; and with an empty value, how many
-- there are and how many state anything of the kind.
WITH answers AS (
    FROM query_table($statistic)
    UNPIVOT (
        is_held FOR measure IN (
            COLUMNS(
                LAMBDA name: name NOT LIKE 'amount%'
                AND name NOT IN ('population_id', 'opening_id', 'value', 'label')
            )
        )
    )
),

responding AS (
    SELECT DISTINCT
        population_id,
        opening_id
    FROM query_table($statistic)
),

sizes AS (
    SELECT
        p.population_id,
        p.split,
        p.group_value,
        count(*) AS openings,
        count(r.opening_id) AS stating
    FROM _split_openings AS p
    LEFT JOIN responding AS r
        ON p.population_id = r.population_id AND p.opening_id = r.opening_id
    WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
    GROUP BY p.population_id, p.split, p.group_value
),

held AS (
    SELECT
        p.population_id,
        p.split,
        p.group_value,
        a.value,
        count(*) AS openings
    FROM _split_openings AS p
    INNER JOIN answers AS a ON p.population_id = a.population_id AND p.opening_id = a.opening_id
    WHERE
        a.is_held
        AND a.measure = $counted  -- noqa: RF02
        AND list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
    GROUP BY p.population_id, p.split, p.group_value, a.value
)

SELECT
    s.population_id,
    s.split,
    s.group_value,
    h.value,
    h.openings,
    s.openings AS all_openings,
    s.stating AS stating_openings
FROM sizes AS s
LEFT JOIN held AS h
    ON
        s.population_id = h.population_id
        AND s.split = h.split
        AND s.group_value = h.group_value
ORDER BY s.population_id, s.split, s.group_value, h.value
