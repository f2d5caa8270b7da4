-- One row a headline number that both releases have and that changed, or would have been another
-- one before by today's rules. market + coverage + method = number_after - number_before, exactly:
-- decimals, and coverage is what the two others leave.
WITH steps AS (
    SELECT unnest(['before', 'replayed', 'common_before', 'common_after', 'after']) AS step
),

keys AS (
    SELECT DISTINCT
        statistic,
        population_id,
        split,
        group_value,
        value
    FROM numbers
    WHERE step IN ('before', 'after')
),

of_steps AS (
    SELECT
        k.*,
        s.step,
        n.openings,
        n.number,
        CASE
            WHEN NOT h.is_share THEN n.of_openings
            WHEN h.headline_view = 'stating' THEN d.stating
            ELSE d.openings
        END AS of_openings,
        h.is_share
        AND (h.counts_every_opening OR starts_with(s.step, 'common_')) AS is_none_if_missing
    FROM keys AS k
    CROSS JOIN steps AS s
    INNER JOIN headlines AS h ON k.statistic = h.statistic
    LEFT JOIN numbers AS n
        ON
            s.step = n.step
            AND k.statistic = n.statistic
            AND k.population_id = n.population_id
            AND k.split = n.split
            AND k.group_value = n.group_value
            AND k.value = n.value
    LEFT JOIN samples_of_steps AS d
        ON
            s.step = d.step
            AND k.statistic = d.statistic
            AND k.population_id = d.population_id
            AND k.split = d.split
            AND k.group_value = d.group_value
),

filled AS (
    SELECT
        * REPLACE (
            coalesce(number, CASE WHEN is_none_if_missing AND of_openings > 0 THEN 0 END)
            ::DECIMAL(24, 6) AS number,
            coalesce(openings, CASE WHEN is_none_if_missing AND of_openings > 0 THEN 0 END)
                AS openings
        )
    FROM of_steps
),

side_by_side AS (
    SELECT
        statistic,
        population_id,
        split,
        group_value,
        value,
        max(number) FILTER (WHERE step = 'before') AS number_before,
        max(number) FILTER (WHERE step = 'replayed') AS number_replayed,
        max(number) FILTER (WHERE step = 'common_before') AS common_before,
        max(number) FILTER (WHERE step = 'common_after') AS common_after,
        max(number) FILTER (WHERE step = 'after') AS number_after,
        max(openings) FILTER (WHERE step = 'before') AS openings_before,
        max(of_openings) FILTER (WHERE step = 'before') AS of_openings_before,
        max(openings) FILTER (WHERE step = 'replayed') AS openings_replayed,
        max(of_openings) FILTER (WHERE step = 'replayed') AS of_openings_replayed,
        max(openings) FILTER (WHERE step = 'common_before') AS openings_common_before,
        max(of_openings) FILTER (WHERE step = 'common_before') AS of_openings_common_before,
        max(openings) FILTER (WHERE step = 'common_after') AS openings_common_after,
        max(of_openings) FILTER (WHERE step = 'common_after') AS of_openings_common_after,
        max(openings) FILTER (WHERE step = 'after') AS openings_after,
        max(of_openings) FILTER (WHERE step = 'after') AS of_openings_after
    FROM filled
    GROUP BY statistic, population_id, split, group_value, value
),

parted AS (
    SELECT
        *,
        coalesce(number_replayed - number_before, 0)::DECIMAL(24, 6) AS method,
        CASE
            WHEN number_replayed IS NULL THEN 0
            ELSE coalesce(common_after - common_before, 0)
        END::DECIMAL(24, 6) AS market
    FROM side_by_side
    WHERE number_before IS NOT NULL AND number_after IS NOT NULL
),

labels AS (
    SELECT
        statistic,
        value,
        label,
        1 AS side
    FROM later_estimates
    UNION ALL
    SELECT
        statistic,
        value,
        label,
        1 AS side
    FROM later_figures
    UNION ALL
    SELECT
        statistic,
        value,
        label,
        2 AS side
    FROM earlier_estimates
),

named AS (
    SELECT
        statistic,
        value,
        arg_min(label, (side, label)) AS label
    FROM labels
    GROUP BY statistic, value
)

SELECT
    p.statistic,
    p.population_id,
    p.split,
    p.group_value,
    p.value,
    n.label,
    h.measure,
    h.headline_view,
    h.unit,
    p.number_before,
    p.number_after,
    p.market,
    (p.number_after - p.number_before - p.market - p.method)::DECIMAL(24, 6) AS coverage,
    p.method,
    p.method <> 0 AS is_restated,
    CASE
        WHEN p.number_replayed IS NULL THEN 'not_replayed'
        WHEN p.common_before IS NULL OR p.common_after IS NULL THEN 'no_common_board'
    END AS unsplit_because,
    p.number_replayed,
    p.common_before,
    p.common_after,
    p.openings_before,
    p.of_openings_before,
    p.openings_replayed,
    p.of_openings_replayed,
    p.openings_common_before,
    p.of_openings_common_before,
    p.openings_common_after,
    p.of_openings_common_after,
    p.openings_after,
    p.of_openings_after
FROM parted AS p
INNER JOIN headlines AS h ON p.statistic = h.statistic
LEFT JOIN named AS n ON p.statistic = n.statistic AND p.value = n.value
WHERE p.number_after <> p.number_before OR p.market <> 0 OR p.method <> 0
ORDER BY p.statistic, p.population_id, p.split, p.group_value, p.value
