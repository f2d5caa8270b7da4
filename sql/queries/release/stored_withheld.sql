-- What is withheld of some statistics, or all, as JSON in the form of `Withheld`.
SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'split': split,
        'group': group_value,
        'figure': coalesce(to_json(w) ->> 'figure', ''),
        'reason': reason
    })::VARCHAR AS number_text
FROM withheld AS w  -- noqa: AL05
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
