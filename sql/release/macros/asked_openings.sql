-- The openings that are asked for: those of which one posting meets all conditions itself
-- (`asked_postings` says how), each with how many do. A bare name is a parameter.
-- noqa: disable=RF02,RF03
CREATE OR REPLACE MACRO asked_openings(
    population := NULL,
    occupation := NULL,
    country := NULL,
    language := NULL,
    seniority := NULL,
    source := NULL,
    since := NULL,
    until := NULL
) AS TABLE
    SELECT
        f.opening_id,
        o.employer_id,
        count(*) AS postings
    FROM
        asked_postings(
            population := population,
            occupation := occupation,
            country := country,
            language := language,
            seniority := seniority,
            source := source,
            since := since,
            until := until
        ) AS f
    INNER JOIN openings AS o ON f.opening_id = o.opening_id
    GROUP BY f.opening_id, o.employer_id;
