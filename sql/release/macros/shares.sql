-- The same shares of all openings that are asked for: one row a value and measure.
-- A bare name is a parameter.
-- noqa: disable=AM04,RF02,RF03
CREATE OR REPLACE MACRO shares(
    asked_statistic,
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
    SELECT s.* EXCLUDE (group_value, group_label)
    FROM
        shares_by_group(
            asked_statistic,
            'all',
            population := population,
            occupation := occupation,
            country := country,
            language := language,
            seniority := seniority,
            source := source,
            since := since,
            until := until,
            kind := kind
        ) AS s
    ORDER BY s.openings DESC, s.value ASC, s.measure ASC;
