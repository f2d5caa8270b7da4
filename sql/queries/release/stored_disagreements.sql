-- The disagreements of some statistics, or all, as JSON in the form of `Disagreement`.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'value': value,
        'label': label,
        'measure': measure,
        'kind': kind,
        'parts': parts
    })::VARCHAR AS number_text
FROM disagreements
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
