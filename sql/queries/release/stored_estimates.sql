-- The estimates of some statistics, or all, as JSON in the form of `Estimate`, in their order.
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
        'measure': measure,
        'openings': openings,
        'postings': postings,
        'employers': employers,
        'of_openings': of_openings,
        'of_employers': of_employers,
        'stating_openings': stating_openings,
        'stating_employers': stating_employers,
        'views': {
            'all': CASE
                WHEN all_share IS NOT NULL
                    THEN { 'share': all_share, 'low': all_low, 'high': all_high }
            END,
            'stating': CASE
                WHEN stating_share IS NOT NULL
                    THEN { 'share': stating_share, 'low': stating_low, 'high': stating_high }
            END,
            'silent': CASE
                WHEN silent_share IS NOT NULL
                    THEN { 'share': silent_share, 'low': silent_low, 'high': silent_high }
            END,
            'employer': CASE
                WHEN employer_share IS NOT NULL
                    THEN { 'share': employer_share, 'low': employer_low, 'high': employer_high }
            END
        },
        'reading_error': CASE
            WHEN reading_labelled IS NOT NULL
                THEN {
                    'precision': reading_precision,
                    'recall': reading_recall,
                    'exact': reading_exact,
                    'labelled': reading_labelled
                }
        END,
        'corrected': corrected_share
    })::VARCHAR AS number_text
FROM estimates
WHERE
    ($statistics::JSON::VARCHAR[] IS NULL OR list_contains($statistics::JSON::VARCHAR[], statistic))
    AND ($population::VARCHAR IS NULL OR population_id = $population)
