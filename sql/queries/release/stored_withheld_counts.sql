-- The counts of what is withheld, of some statistics, or all, in the form of `WithheldCount`.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'value': value,
        'label': label,
        'kind': kind,
        'measure': measure,
        'openings': openings,
        'employers': employers,
        'of_openings': of_openings,
        'of_employers': of_employers,
        'stating_openings': stating_openings,
        'stating_employers': stating_employers
    })::VARCHAR AS number_text
FROM withheld_counts
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
