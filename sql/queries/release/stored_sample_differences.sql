-- The differences of samples of some statistics, or all, as JSON in the form of `SampleDifference`.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'split': split,
        'group': group_value,
        'group_label': group_label,
        'value': value,
        'label': label,
        'measure': measure,
        'probability': probability,
        'parts': parts
    })::VARCHAR AS number_text
FROM sample_differences
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
