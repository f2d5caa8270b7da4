-- The postings that are asked for: those that meet all conditions themselves. Several values are
-- written 'US,CA'; null does not restrict. A posting is of a period (days, UTC) that it was seen
-- in. A bare name is a parameter.
-- noqa: disable=RF02,RF03
CREATE OR REPLACE MACRO asked_postings(
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
        f.posting_id,
        f.opening_id
    FROM postings AS f
    WHERE
        CASE
            WHEN population IS NULL THEN TRUE
            WHEN
                NOT EXISTS (
                    SELECT 1 FROM populations AS d
                    WHERE d.population_id = population
                )
                THEN
                    error(
                        'there is no population ' || population || ': FROM populations lists them'
                    )
            ELSE f.posting_id IN (
                SELECT p.posting_id FROM population_postings AS p
                WHERE p.population_id = population
            )
        END
        AND (occupation IS NULL OR list_contains(listed(occupation), f.occupation))
        AND (country IS NULL OR list_contains(listed(country), f.country))
        AND (language IS NULL OR list_contains(listed(language), f.language))
        AND (seniority IS NULL OR list_contains(listed(seniority), f.seniority))
        AND (source IS NULL OR list_contains(listed(source), f.source))
        AND (since IS NULL OR (f.last_seen AT TIME ZONE 'UTC')::date >= since::date)
        AND (until IS NULL OR (f.first_seen AT TIME ZONE 'UTC')::date <= until::date);
