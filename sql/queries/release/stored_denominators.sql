-- The denominators of some statistics, or all, as JSON in the form of `Denominator`.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'split': split,
        'group': group_value,
        'group_label': group_label,
        'openings': openings,
        'employers': employers,
        'stating_openings': stating_openings,
        'stating_employers': stating_employers,
        'none_high': none_high
    })::VARCHAR AS number_text
FROM denominators
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
