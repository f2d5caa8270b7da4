-- The shares of a statistic among the openings that are asked for less those among others
-- (`differences('occupation_comparison', 'named', 0.1, …)`): one row a value. The others are of the
-- population `against` or of `against_occupation`; what else is asked for holds for both. Where a
-- part of at least `least_unlike` of either comes from other samples (source and quarter), they are
-- compared within the samples that both have, as `statistics/figures/difference.py` says. There is
-- no interval here; that of published populations stands in `figures`. Where either is below the
-- statistic's minimum sample the shares are null, and `withheld` says why. A bare name is a
-- parameter.
-- noqa: disable=RF02,RF03
CREATE OR REPLACE MACRO differences(
    asked_statistic,
    asked_measure,
    least_unlike,
    population := NULL,
    against := NULL,
    occupation := NULL,
    against_occupation := NULL,
    country := NULL,
    language := NULL,
    seniority := NULL,
    source := NULL,
    since := NULL,
    until := NULL,
    kind := NULL
) AS TABLE
    WITH sides AS (
        SELECT
            a.opening_id,
            a.employer_id,
            TRUE AS is_here
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
            ) AS a
        UNION ALL
        SELECT
            a.opening_id,
            a.employer_id,
            FALSE AS is_here
        FROM
            asked_openings(
                population := against,
                occupation := against_occupation,
                country := country,
                language := language,
                seniority := seniority,
                source := source,
                since := since,
                until := until
            ) AS a
    ),

    definition AS (
        SELECT
            s.minimum_openings,
            s.minimum_employers
        FROM statistics AS s
        WHERE s.statistic = asked_statistic
    ),

    sampled AS (
        SELECT
            s.*,
            g.group_value AS origin
        FROM sides AS s
        INNER JOIN every_openings_by_sample AS g ON s.opening_id = g.opening_id
    ),

    origins AS (
        SELECT
            s.origin,
            count(*) FILTER (WHERE s.is_here) AS here,
            count(*) FILTER (WHERE NOT s.is_here) AS there
        FROM sampled AS s
        GROUP BY s.origin
    ),

    totals AS (
        SELECT
            greatest(sum(o.here), 1) AS here,
            greatest(sum(o.there), 1) AS there
        FROM origins AS o
    ),

    likeness AS (
        SELECT sum(abs(o.here / t.here - o.there / t.there)) / 2 >= least_unlike AS is_within
        FROM origins AS o
        CROSS JOIN totals AS t
    ),

    compared AS (
        SELECT
            s.opening_id,
            s.employer_id,
            s.is_here,
            if(l.is_within, s.origin, '') AS stratum
        FROM sampled AS s
        CROSS JOIN likeness AS l
        INNER JOIN origins AS o ON s.origin = o.origin
        WHERE NOT l.is_within OR (o.here > 0 AND o.there > 0)
    ),

    strata AS (
        SELECT
            c.stratum,
            count(*) FILTER (WHERE c.is_here) AS here,
            count(*) FILTER (WHERE NOT c.is_here) AS there,
            here * there / (here + there) AS weight
        FROM compared AS c
        GROUP BY c.stratum
    ),

    sizes AS (
        SELECT
            count(*) FILTER (WHERE c.is_here) AS here,
            count(DISTINCT c.employer_id) FILTER (WHERE c.is_here) AS here_employers,
            count(*) FILTER (WHERE NOT c.is_here) AS there,
            count(DISTINCT c.employer_id) FILTER (WHERE NOT c.is_here) AS there_employers
        FROM compared AS c
    ),

    answers AS (
        FROM answers_of(asked_statistic)
    ),

    held AS (
        SELECT
            a.value,
            min(a.label) AS label,
            count(*) FILTER (WHERE s.is_here) AS openings,
            count(DISTINCT s.employer_id) FILTER (WHERE s.is_here) AS employers
        FROM sides AS s
        INNER JOIN answers AS a ON s.opening_id = a.opening_id
        WHERE a.is_held AND a.measure = asked_measure
        GROUP BY a.value
    ),

    held_in_strata AS (
        SELECT
            c.stratum,
            a.value,
            count(*) FILTER (WHERE c.is_here) AS here,
            count(*) FILTER (WHERE NOT c.is_here) AS there
        FROM compared AS c
        INNER JOIN answers AS a ON c.opening_id = a.opening_id
        WHERE a.is_held AND a.measure = asked_measure
        GROUP BY c.stratum, a.value
    ),

    weights AS (
        SELECT sum(t.weight) AS weight
        FROM strata AS t
    ),

    shared AS (
        SELECT
            h.value,
            sum(t.weight * h.here / t.here) / any_value(w.weight) AS here,
            sum(t.weight * h.there / t.there) / any_value(w.weight) AS there
        FROM held_in_strata AS h
        INNER JOIN strata AS t ON h.stratum = t.stratum
        CROSS JOIN weights AS w
        WHERE t.weight > 0
        GROUP BY h.value
    ),

    judged AS (
        SELECT
            h.*,
            k.kind,
            coalesce(s.here, 0) AS here,
            coalesce(s.there, 0) AS there,
            l.is_within,
            z.here AS of_here,
            z.there AS of_there,
            CASE
                WHEN
                    least(z.here, z.there) < d.minimum_openings
                    OR least(z.here_employers, z.there_employers) < d.minimum_employers
                    THEN format(
                        '{} openings of {} employers beside {} of {}: '
                        || 'fewer than the minimum of {} of {}',
                        z.here, z.here_employers, z.there, z.there_employers,
                        d.minimum_openings, d.minimum_employers
                    )
            END AS reason
        FROM held AS h
        CROSS JOIN definition AS d
        CROSS JOIN likeness AS l
        CROSS JOIN sizes AS z
        LEFT JOIN shared AS s ON h.value = s.value
        LEFT JOIN skills AS k ON h.value = k.skill_id
        WHERE kind IS NULL OR coalesce(list_contains(listed(kind), k.kind), FALSE)
    )

    SELECT
        j.value,
        j.label,
        j.kind,
        j.openings,
        j.employers,
        j.of_here,
        j.of_there,
        j.is_within AS is_within_samples,
        CASE WHEN j.reason IS NULL THEN round(j.here, 6) END AS share_here,
        CASE WHEN j.reason IS NULL THEN round(j.there, 6) END AS share_there,
        CASE WHEN j.reason IS NULL THEN round(j.here - j.there, 6) END AS difference,
        j.reason AS withheld
    FROM judged AS j
    ORDER BY j.openings DESC, j.value ASC;
