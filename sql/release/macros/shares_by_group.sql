-- The shares of a statistic among the openings that are asked for (`asked_openings` says how),
-- parted by a split (`openings_by_<split>`): one row a group, value and measure, of which `share`
-- is in the denominator of the headline (`of_openings`).
-- `low` and `high` are the ends of a 95 % interval: Wilson's, with the variance that the share has
-- with employers as clusters (linearised ratio) and Student's t for the effective number of
-- employers, or for those that hold the value (or have an opening that does not) if these are
-- fewer. Published estimates have theirs from the bootstrap. Below the statistic's minimum sample
-- `share`, `low` and `high` are null and `withheld` says why; the counts stand. `kind` keeps values
-- that are skills of these kinds ('technology'), or pairs of them, and changes no denominator.
CREATE OR REPLACE MACRO shares_by_group(
    asked_statistic,
    split,
    population := NULL,
    occupation := NULL,
    country := NULL,
    language := NULL,
    seniority := NULL,
    source := NULL,
    since := NULL,
    until := NULL,
    kind := NULL
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
        WHERE s.statistic = asked_statistic  -- noqa: RF02,RF03
    ),

    answers AS (
        FROM answers_of(asked_statistic)
    ),

    responding AS (
        SELECT DISTINCT r.opening_id
        FROM answers AS r
    ),

    grouped AS (
        SELECT
            a.opening_id,
            a.employer_id,
            g.group_value,
            g.group_label
        FROM asked AS a
        INNER JOIN query_table('every_openings_by_' || split) AS g  -- noqa: RF02
            ON a.opening_id = g.opening_id
    ),

    sizes AS (
        SELECT
            a.group_value,
            a.employer_id,
            min(a.group_label) AS group_label,
            count(*) AS openings,
            count(r.opening_id) AS stating,
            if(any_value(d.headline_view) = 'all', count(*), count(r.opening_id)) AS size
        FROM grouped AS a
        CROSS JOIN definition AS d
        LEFT JOIN responding AS r ON a.opening_id = r.opening_id
        GROUP BY a.group_value, a.employer_id
    ),

    sample AS (
        SELECT
            z.group_value,
            min(z.group_label) AS group_label,
            sum(z.openings)::bigint AS all_openings,
            sum(z.stating)::bigint AS stating_openings,
            sum(z.size)::bigint AS of_openings,
            count(*) FILTER (WHERE z.size > 0) AS of_employers,
            sum(z.size * z.size)::double AS squares
        FROM sizes AS z
        GROUP BY z.group_value
    ),

    held AS (
        SELECT
            a.group_value,
            h.value,
            h.measure,
            a.employer_id,
            min(h.label) AS label,
            count(*) AS openings
        FROM answers AS h
        INNER JOIN grouped AS a ON h.opening_id = a.opening_id
        WHERE h.is_held
        GROUP BY a.group_value, h.value, h.measure, a.employer_id
    ),

    counted AS (
        SELECT
            h.group_value,
            h.value,
            h.measure,
            min(h.label) AS label,
            sum(h.openings)::bigint AS openings,
            count(*) AS employers,
            sum(h.openings * h.openings)::double AS squares,
            sum(h.openings * z.size)::double AS products,
            count(*) FILTER (WHERE h.openings = z.size) AS unanimous
        FROM held AS h
        INNER JOIN sizes AS z ON h.group_value = z.group_value AND h.employer_id = z.employer_id
        GROUP BY h.group_value, h.value, h.measure
    ),

    shared AS (
        SELECT
            c.*,
            m.* EXCLUDE (group_value, squares),  -- noqa: RF02
            c.openings / m.of_openings AS p,
            m.of_openings * m.of_openings / m.squares AS effective,
            m.of_employers / nullif(m.of_employers - 1, 0) / (m.of_openings * m.of_openings) * (
                c.squares
                - 2 * c.openings / m.of_openings * c.products
                + pow(c.openings / m.of_openings, 2) * m.squares
            ) AS variance
        FROM counted AS c
        INNER JOIN sample AS m ON c.group_value = m.group_value
    ),

    weighed AS (
        SELECT
            s.*,
            CASE
                WHEN s.variance > 1e-12 THEN least(s.p * (1 - s.p) / s.variance, s.of_openings)
                ELSE s.effective
            END AS weight,
            student_t(
                CASE
                    WHEN s.variance > 1e-12
                        THEN
                            least(
                                s.effective,
                                greatest(s.employers, 3),
                                greatest(s.of_employers - s.unanimous, 3)
                            )
                    ELSE s.effective
                END - 1
            ) AS t
        FROM shared AS s
    ),

    bounded AS (
        SELECT
            w.*,
            (w.p + w.t * w.t / (2 * w.weight)) / (1 + w.t * w.t / w.weight) AS centre,
            w.t * sqrt(w.p * (1 - w.p) / w.weight + w.t * w.t / (4 * w.weight * w.weight))
            / (1 + w.t * w.t / w.weight) AS half
        FROM weighed AS w
    ),

    named_skills AS (
        SELECT
            c.value,
            unnest(string_split(c.value, '|')) AS skill_id
        FROM (SELECT DISTINCT n.value FROM counted AS n) AS c
        CROSS JOIN definition AS d
        WHERE d.dimension IN ('skill', 'pair')
    ),

    -- Of a pair the kind that both have.
    kinds AS (
        SELECT
            n.value,
            if(count(DISTINCT k.kind) = 1, min(k.kind), NULL) AS of_skills
        FROM named_skills AS n
        INNER JOIN skills AS k ON n.skill_id = k.skill_id
        GROUP BY n.value
    ),

    judged AS (
        SELECT
            b.*,
            k.of_skills AS kind,
            too_few(
                b.of_openings, b.of_employers, d.minimum_openings, d.minimum_employers
            ) AS reason
        FROM bounded AS b
        CROSS JOIN definition AS d
        LEFT JOIN kinds AS k ON b.value = k.value
        WHERE
            CASE
                WHEN kind IS NULL THEN TRUE  -- noqa: RF02,RF03
                WHEN
                    len(
                        list_filter(
                            listed(kind),  -- noqa: RF02,RF03
                            LAMBDA one: one NOT IN (  -- noqa: RF02
                                'technology', 'field', 'practice', 'certification'
                            )
                        )
                    ) > 0
                    THEN error(
                        'there is no kind ' || kind  -- noqa: RF02,RF03
                        || ': technology, field, practice and certification are known'
                    )
                ELSE coalesce(list_contains(listed(kind), k.of_skills), FALSE)  -- noqa: RF02,RF03
            END
    )

    SELECT
        j.group_value,
        j.group_label,
        j.value,
        j.label,
        j.kind,
        j.measure,
        j.openings,
        j.employers,
        j.of_openings,
        j.of_employers,
        CASE WHEN j.reason IS NULL THEN round(j.p, 6) END AS share,  -- noqa: RF04
        CASE
            WHEN j.reason IS NULL THEN round(greatest(least(j.centre - j.half, j.p), 0), 6)
        END AS low,
        CASE
            WHEN j.reason IS NULL THEN round(least(greatest(j.centre + j.half, j.p), 1), 6)
        END AS high,
        j.all_openings,
        j.stating_openings,
        j.reason AS withheld
    FROM judged AS j
    ORDER BY j.group_value ASC, j.openings DESC, j.value ASC, j.measure ASC;
