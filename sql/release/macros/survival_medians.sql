-- The median times until an end of a statistic (`survival_medians('posting_lifetime')`) among the
-- openings that are asked for, with quartiles (Kaplan and Meier; `statistics/figures/survival.py`
-- says who counts from when to when): one row a value and figure. They have no interval here; those
-- of published populations stand in `figures`. Below the statistic's minimum sample they are null,
-- and where so many have not ended in the time watched; `withheld` says why.
CREATE OR REPLACE MACRO survival_medians(
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

    amounts AS (
        FROM query_table('every_' || asked_statistic)
        UNPIVOT (
            amount FOR figure IN (COLUMNS(LAMBDA name: name LIKE 'amount%'))
        )
    ),

    lives AS (
        SELECT
            u.value,
            u.label,
            u.figure,
            a.employer_id,
            coalesce(f.amount, '-infinity'::double) AS begins,
            u.amount AS ends,
            e.amount > 0 AS has_ended
        FROM amounts AS u
        INNER JOIN amounts AS e
            ON
                u.opening_id = e.opening_id
                AND u.value = e.value
                AND e.figure = u.figure || '_ended'
        LEFT JOIN amounts AS f
            ON
                u.opening_id = f.opening_id
                AND u.value = f.value
                AND f.figure = u.figure || '_from'
        INNER JOIN asked AS a ON u.opening_id = a.opening_id
    ),

    times AS (
        SELECT DISTINCT
            l.value,
            l.figure,
            l.ends AS passed
        FROM lives AS l
        WHERE l.has_ended
    ),

    life_table AS (
        SELECT
            t.value,
            t.figure,
            t.passed,
            1 - count(*) FILTER (WHERE l.has_ended AND l.ends = t.passed) / count(*) AS staying
        FROM times AS t
        INNER JOIN lives AS l
            ON
                t.value = l.value
                AND t.figure = l.figure
                AND t.passed > l.begins
                AND t.passed <= l.ends
        GROUP BY t.value, t.figure, t.passed
    ),

    surviving AS (
        SELECT
            t.value,
            t.figure,
            t.passed,
            product(t.staying) OVER (
                PARTITION BY t.value, t.figure ORDER BY t.passed
            ) - 1e-12 AS still_there
        FROM life_table AS t
    ),

    quartiles AS (
        SELECT
            s.value,
            s.figure,
            min(s.passed) FILTER (WHERE s.still_there <= 0.75) AS lower_quartile,
            min(s.passed) FILTER (WHERE s.still_there <= 0.5) AS median,
            min(s.passed) FILTER (WHERE s.still_there <= 0.25) AS upper_quartile
        FROM surviving AS s
        GROUP BY s.value, s.figure
    ),

    counted AS (
        SELECT
            l.value,
            l.figure,
            min(l.label) AS label,
            count(*) AS openings,
            count(DISTINCT l.employer_id) AS employers
        FROM lives AS l
        GROUP BY l.value, l.figure
    ),

    judged AS (
        SELECT
            c.*,
            q.* EXCLUDE (value, figure),  -- noqa: RF02
            coalesce(
                too_few(c.openings, c.employers, d.minimum_openings, d.minimum_employers),
                CASE WHEN q.median IS NULL THEN 'fewer than half ended in the time watched' END
            ) AS reason
        FROM counted AS c
        CROSS JOIN definition AS d
        LEFT JOIN quartiles AS q ON c.value = q.value AND c.figure = q.figure
    )

    SELECT
        j.value,
        j.label,
        replace(j.figure, 'amount_', '') AS figure,
        j.openings,
        j.employers,
        CASE WHEN j.reason IS NULL THEN j.lower_quartile END AS lower_quartile,
        CASE WHEN j.reason IS NULL THEN j.median END AS median,
        CASE WHEN j.reason IS NULL THEN j.upper_quartile END AS upper_quartile,
        j.reason AS withheld
    FROM judged AS j
    ORDER BY j.openings DESC, j.value ASC, j.figure ASC;
