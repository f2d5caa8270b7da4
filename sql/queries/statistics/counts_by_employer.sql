-- How many openings of each employer of each group of each population hold each value by each
-- measure, and how many postings these openings are. A measure is a BOOLEAN column of the
-- statistic's relation.
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
)

SELECT
    p.population_id,
    p.split,
    p.group_value,
    p.employer_id,
    a.value,
    min(a.label) AS label,
    a.measure,
    count(*) FILTER (WHERE a.is_held) AS openings,
    coalesce(sum(p.postings) FILTER (WHERE a.is_held), 0)::BIGINT AS postings
FROM split_openings AS p
INNER JOIN answers AS a ON p.population_id = a.population_id AND p.opening_id = a.opening_id
WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
GROUP BY p.population_id, p.split, p.group_value, p.employer_id, a.value, a.measure
