-- The figures of some statistics, or all, as JSON in the form of `Figure`, in their order.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'split': split,
        'group': group_value,
        'group_label': group_label,
        'value': value,
        'label': label,
        'kind': kind,
        'figure': figure,
        'unit': unit,
        'number': number,
        'low': low,
        'high': high,
        'openings': openings,
        'employers': employers,
        'of_openings': of_openings,
        'of_employers': of_employers,
        'against': against,
        'components': map_from_entries(components)
    })::VARCHAR AS number_text
FROM figures
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
