-- One row a statistic, population, group and figure (empty: the shares) of which one release has
-- numbers and the other has none: new, withheld now, published now, or gone; and why. A statistic
-- that is new and withheld at once has its reason, too.
WITH has_numbers AS (
    SELECT
        'later' AS side,
        statistic,
        population_id,
        split,
        group_value,
        '' AS figure
    FROM later_denominators
    UNION
    SELECT
        'later' AS side,
        statistic,
        population_id,
        split,
        group_value,
        figure
    FROM later_figures
    UNION
    SELECT
        'earlier' AS side,
        statistic,
        population_id,
        split,
        group_value,
        '' AS figure
    FROM earlier_denominators
    UNION
    SELECT
        'earlier' AS side,
        statistic,
        population_id,
        split,
        group_value,
        figure
    FROM earlier_figures
    UNION
    SELECT
        'earlier' AS side,
        statistic,
        population_id,
        coalesce(split, 'all') AS split,
        coalesce(group_value, '') AS group_value,
        '' AS figure
    FROM earlier_estimates
),

changed AS (
    SELECT
        statistic,
        population_id,
        split,
        group_value,
        figure,
        bool_or(side = 'later') AS is_there
    FROM has_numbers
    GROUP BY ALL
    HAVING count(*) = 1
),

reasons AS (
    SELECT
        'later' AS side,
        statistic,
        population_id,
        split,
        group_value,
        figure,
        reason
    FROM later_withheld
    UNION ALL
    SELECT
        'earlier' AS side,
        statistic,
        population_id,
        coalesce(split, 'all') AS split,
        coalesce(group_value, '') AS group_value,
        coalesce(figure, '') AS figure,
        reason
    FROM earlier_withheld
),

-- What is withheld as a whole has no figure, either.
explained AS (
    SELECT
        c.*,
        arg_max(r.reason, r.figure) AS reason
    FROM changed AS c
    LEFT JOIN reasons AS r
        ON
            r.side = CASE WHEN c.is_there THEN 'earlier' ELSE 'later' END
            AND c.statistic = r.statistic
            AND c.population_id = r.population_id
            AND c.split = r.split
            AND c.group_value = r.group_value
            AND r.figure IN ('', c.figure)
    GROUP BY ALL
),

told AS (
    SELECT
        e.*,
        s.statistic IS NOT NULL AS had_statistic,
        p.population_id IS NOT NULL AS had_population,
        n.statistic IS NOT NULL AND q.population_id IS NOT NULL AS is_made
    FROM explained AS e
    LEFT JOIN earlier.statistics AS s ON e.statistic = s.statistic
    LEFT JOIN earlier.populations AS p ON e.population_id = p.population_id
    LEFT JOIN later.statistics AS n ON e.statistic = n.statistic
    LEFT JOIN later.populations AS q ON e.population_id = q.population_id
),

newly_withheld AS (
    SELECT
        w.statistic,
        w.population_id,
        w.split,
        w.group_value,
        w.figure,
        'withheld' AS became,
        w.reason
    FROM later_withheld AS w
    ANTI JOIN earlier.statistics AS s ON w.statistic = s.statistic
    WHERE w.split = 'all'
)

SELECT
    statistic,
    population_id,
    split,
    group_value,
    figure,
    CASE
        WHEN is_there AND had_statistic AND had_population THEN 'published'
        WHEN is_there THEN 'new'
        WHEN is_made THEN 'withheld'
        ELSE 'gone'
    END AS became,
    CASE
        WHEN is_there AND NOT had_statistic THEN 'the release before had no such statistic'
        WHEN is_there AND NOT had_population THEN 'the release before had no such population'
        WHEN is_there THEN 'before: ' || coalesce(reason, 'too few openings of it for a number')
        WHEN is_made THEN coalesce(reason, 'too few openings of it for a number')
        ELSE 'it is no longer made'
    END AS reason
FROM told
UNION ALL BY NAME
FROM newly_withheld
ORDER BY statistic, population_id, split, group_value, figure
