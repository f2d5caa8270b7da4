-- Add the samples of each group of a split, where two of them (or of their sources) are so large
-- that they can disagree; the openings of both splits are there.
INSERT INTO _split_openings BY NAME
WITH parted AS (
    SELECT
        g.population_id,
        g.group_value AS pooling,
        s.group_value AS sample_name,
        split_part(s.group_value, '|', 1) AS source_name,
        s.group_label,
        g.opening_id,
        g.employer_id,
        g.postings
    FROM _split_openings AS g
    INNER JOIN _split_openings AS s
        ON g.population_id = s.population_id AND g.opening_id = s.opening_id
    WHERE g.split = $of_split AND s.split = 'sample'  -- noqa: RF02
),

large AS (
    SELECT
        population_id,
        pooling,
        sample_name IS NULL AS is_source
    FROM parted
    GROUP BY
        GROUPING SETS (
            (population_id, pooling, sample_name), (population_id, pooling, source_name)
        )
    HAVING
        count(*) >= $least_openings  -- noqa: RF02
        AND count(DISTINCT employer_id) >= $least_employers  -- noqa: RF02
),

compared AS (
    SELECT
        population_id,
        pooling
    FROM large
    GROUP BY population_id, pooling, is_source
    HAVING count(*) > 1
)

SELECT
    p.population_id,
    $split_name AS split,  -- noqa: RF02
    p.pooling || '|' || p.sample_name AS group_value,
    p.group_label,
    p.opening_id,
    p.employer_id,
    p.postings
FROM parted AS p
SEMI JOIN compared AS c ON p.population_id = c.population_id AND p.pooling = c.pooling
