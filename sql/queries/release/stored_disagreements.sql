-- The disagreements of some statistics, or all, as JSON in the form of `Disagreement`. Earlier
-- releases have those of whole populations alone, and no column that says so.
WITH stored AS (
    SELECT
        d.*,
        to_json(d) AS own_columns  -- noqa: RF02
    FROM disagreements AS d
)

SELECT
    to_json({
        'statistic': statistic,
        'population': population_id,
        'value': value,
        'label': label,
        'measure': measure,
        'kind': kind,
        'parts': parts,
        'split': coalesce(own_columns ->> 'split', 'all'),
        'group': coalesce(own_columns ->> 'group_value', ''),
        'group_label': coalesce(own_columns ->> 'group_label', '')
    })::VARCHAR AS number_text
FROM stored
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
