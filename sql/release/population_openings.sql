-- The openings of one population; parameters are the fields of data/populations.yaml.
SELECT
    $population_id AS population_id,
    opening_id,
    employer_id,
    postings
FROM opening_facts
WHERE
    (len($occupation) = 0 OR list_contains($occupation, occupation))
    AND (len($country) = 0 OR list_has_any($country, countries))
    AND (len($language) = 0 OR list_contains($language, language))
    AND (len($seniority) = 0 OR list_contains($seniority, seniority))
    AND (len($source) = 0 OR list_has_any($source, sources))
    AND (
        $period_days IS NULL
        OR last_seen >= (
            SELECT max(facts.last_seen) - to_days(CAST($period_days AS INTEGER))
            FROM opening_facts AS facts
        )
    )
ORDER BY opening_id
