-- The medians of a statistic (`medians('pay_median')`) among the openings that are asked for
-- (`asked_openings` says how), with quartiles: one row a value and figure. They have no interval
-- here; those of published populations stand in `figures`. Below the statistic's minimum sample
-- they are null, and `withheld` says why.
CREATE OR REPLACE MACRO medians(
    asked_statistic,
    population := NULL,
    occupation := NULL,
    country := NULL,
    language := NULL,
    seniority := NULL,
    source := NULL,
    since := NULL,
    until := NULL
) AS TABLE
    WITH asked AS (
        FROM
            asked_openings(
                population := population,
                occupation := occupation,
                country := country,
                language := language,
                seniority := seniority,
                source := source,
                since := since,
                until := until
            )
    ),

    definition AS (
        SELECT
            s.minimum_openings,
            s.minimum_employers
        FROM statistics AS s
        WHERE s.statistic = asked_statistic  -- noqa: RF02,RF03
    ),

    columns_of_figures AS (
        FROM query_table('every_' || asked_statistic)
        UNPIVOT (
            amount FOR figure IN (COLUMNS(LAMBDA name: name LIKE 'amount%'))
        )
    ),

    -- A figure that has ends is no median of its amounts: `survival_medians` has it.
    lives AS (
        SELECT DISTINCT regexp_replace(e.figure, '_ended$', '') AS figure
        FROM columns_of_figures AS e
        WHERE e.figure LIKE '%\_ended' ESCAPE '\'
    ),

    amounts AS (
        SELECT c.*
        FROM columns_of_figures AS c
        LEFT JOIN lives AS l ON c.figure IN (l.figure, l.figure || '_from', l.figure || '_ended')
        WHERE l.figure IS NULL
    ),

    counted AS (
        SELECT
            m.value,
            min(m.label) AS label,
            replace(m.figure, 'amount_', '') AS figure,
            count(*) AS openings,
            count(DISTINCT a.employer_id) AS employers,
            quantile_cont(m.amount, [0.25, 0.5, 0.75]) AS quartiles
        FROM amounts AS m
        INNER JOIN asked AS a ON m.opening_id = a.opening_id
        GROUP BY m.value, m.figure
    ),

    judged AS (
        SELECT
            c.*,
            too_few(
                c.openings, c.employers, d.minimum_openings, d.minimum_employers
            ) AS reason
        FROM counted AS c
        CROSS JOIN definition AS d
    )

    SELECT
        j.value,
        j.label,
        j.figure,
        j.openings,
        j.employers,
        CASE WHEN j.reason IS NULL THEN j.quartiles[1] END AS lower_quartile,
        CASE WHEN j.reason IS NULL THEN j.quartiles[2] END AS median,
        CASE WHEN j.reason IS NULL THEN j.quartiles[3] END AS upper_quartile,
        j.reason AS withheld
    FROM judged AS j
    ORDER BY j.openings DESC, j.value ASC, j.figure ASC;
