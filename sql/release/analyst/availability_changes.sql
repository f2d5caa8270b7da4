-- One row a statistic, population, group and figure of which this release has numbers and the one
-- before had none, or the reverse, and why; with the kinds of the skills that the statistic is of.
WITH held AS (
    SELECT
        statistic,
        value
    FROM main.estimates
    UNION
    SELECT
        statistic,
        value
    FROM main.figures
    UNION
    SELECT
        statistic,
        value
    FROM main.withheld_counts
),

skills_held AS (
    SELECT
        h.statistic,
        unnest(string_split(h.value, '|')) AS skill_id
    FROM held AS h
    INNER JOIN main.statistics AS s ON h.statistic = s.statistic
    WHERE s.dimension IN ('skill', 'pair')
),

kinds AS (
    SELECT
        h.statistic,
        list_sort(list(DISTINCT k.kind)) AS kinds
    FROM skills_held AS h
    INNER JOIN main.skills AS k ON h.skill_id = k.skill_id
    WHERE k.kind IS NOT NULL
    GROUP BY h.statistic
)

SELECT
    a.*,  -- noqa: AM04
    coalesce(k.kinds, []) AS kinds
FROM main.availability_changes AS a
LEFT JOIN kinds AS k ON a.statistic = k.statistic
