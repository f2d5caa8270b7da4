-- The shares of a statistic (`shares` says how), sample by sample: source and quarter of posting.
-- One row a value, measure and sample, those as well of which no opening holds the value; `share`
-- is in the denominator of the headline (`of_openings`), without an interval. Below the statistic's
-- minimum sample it is null, and `withheld` says why; the counts stand. A bare name is a parameter.
-- noqa: disable=RF02,RF03
CREATE OR REPLACE MACRO shares_by_sample(
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
            s.headline_view,
            s.minimum_openings,
            s.minimum_employers,
            s.dimension
        FROM statistics AS s
        WHERE s.statistic = asked_statistic
    ),

    answers AS (
        FROM answers_of(asked_statistic)
    ),

    responding AS (
        SELECT DISTINCT r.opening_id
        FROM answers AS r
    ),

    parted AS (
        SELECT
            a.opening_id,
            a.employer_id,
            g.group_value,
            g.group_label
        FROM asked AS a
        INNER JOIN query_table('every_openings_by_sample') AS g ON a.opening_id = g.opening_id
        CROSS JOIN definition AS d
        LEFT JOIN responding AS r ON a.opening_id = r.opening_id
        WHERE d.headline_view = 'all' OR r.opening_id IS NOT NULL
    ),

    sizes AS (
        SELECT
            p.group_value,
            min(p.group_label) AS part,
            count(*) AS of_openings,
            count(DISTINCT p.employer_id) AS of_employers
        FROM parted AS p
        GROUP BY p.group_value
    ),

    held AS (
        SELECT
            h.value,
            h.measure,
            p.group_value,
            min(h.label) AS label,
            count(*) AS openings
        FROM answers AS h
        INNER JOIN parted AS p ON h.opening_id = p.opening_id
        WHERE h.is_held
        GROUP BY h.value, h.measure, p.group_value
    ),

    known AS (
        SELECT
            e.value,
            e.measure,
            min(e.label) AS label,
            sum(e.openings) AS openings
        FROM held AS e
        GROUP BY e.value, e.measure
    ),

    judged AS (
        SELECT
            z.*,
            too_few(
                z.of_openings, z.of_employers, d.minimum_openings, d.minimum_employers
            ) AS reason,
            d.dimension
        FROM sizes AS z
        CROSS JOIN definition AS d
    )

    SELECT
        k.value,
        k.label,
        s.kind,
        k.measure,
        j.part,
        coalesce(h.openings, 0) AS openings,
        j.of_openings,
        j.of_employers,
        CASE
            WHEN j.reason IS NULL THEN round(coalesce(h.openings, 0) / j.of_openings, 6)
        END AS share,  -- noqa: RF04
        j.reason AS withheld
    FROM known AS k
    CROSS JOIN judged AS j
    LEFT JOIN held AS h
        ON
            k.value = h.value
            AND k.measure = h.measure
            AND j.group_value = h.group_value
    LEFT JOIN skills AS s ON j.dimension = 'skill' AND k.value = s.skill_id
    ORDER BY k.openings DESC, k.value ASC, k.measure ASC, j.group_value ASC;
