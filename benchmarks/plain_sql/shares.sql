-- The four views of the shares of one statistic, without intervals: every measure and value of
-- every group of every population.
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

employers AS (
    SELECT
        p.population_id,
        p.split,
        p.group_value,
        p.employer_id,
        count(*) AS openings,
        count(r.opening_id) AS responding
    FROM _split_openings AS p
    LEFT JOIN responding AS r ON p.population_id = r.population_id AND p.opening_id = r.opening_id
    WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
    GROUP BY p.population_id, p.split, p.group_value, p.employer_id
),

slices AS (
    SELECT
        population_id,
        split,
        group_value,
        sum(openings) AS openings,
        sum(responding) AS responding,
        count(*) FILTER (WHERE responding > 0) AS employers
    FROM employers
    GROUP BY population_id, split, group_value
),

held AS (
    SELECT
        p.population_id,
        p.split,
        p.group_value,
        p.employer_id,
        a.value,
        a.measure,
        count(*) FILTER (WHERE a.is_held) AS openings
    FROM _split_openings AS p
    INNER JOIN answers AS a ON p.population_id = a.population_id AND p.opening_id = a.opening_id
    WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
    GROUP BY p.population_id, p.split, p.group_value, p.employer_id, a.value, a.measure
)

SELECT
    h.population_id,
    h.split,
    h.group_value,
    h.value,
    h.measure,
    sum(h.openings) AS openings,
    sum(h.openings) / any_value(s.openings) AS share_of_all,
    sum(h.openings) / any_value(s.responding) AS share_of_stating,
    1 - any_value(s.responding) / any_value(s.openings) AS share_silent,
    sum(h.openings / e.responding) / any_value(s.employers) AS share_by_employer
FROM held AS h
INNER JOIN slices AS s
    ON
        h.population_id = s.population_id
        AND h.split = s.split
        AND h.group_value = s.group_value
INNER JOIN employers AS e
    ON
        h.population_id = e.population_id
        AND h.split = e.split
        AND h.group_value = e.group_value
        AND h.employer_id = e.employer_id
GROUP BY h.population_id, h.split, h.group_value, h.value, h.measure
HAVING sum(h.openings) >= $least  -- noqa: RF02
