-- One row a share: `share`, `low` and `high` in the denominator of the statistic's headline
-- (`of_openings`, `of_employers`), the other views beside it.
WITH d AS (
    SELECT DISTINCT
        statistic,
        population_id,
        split,
        group_value,
        value,
        measure
    FROM main.disagreements
)

SELECT
    e.statistic,
    e.population_id,
    e.split,
    e.group_value,
    e.group_label,
    e.value,
    e.label,
    e.kind,
    e.measure,
    e.measure = s.headline_measure AS is_headline,
    if(s.headline_view = 'all', e.all_share, e.stating_share) AS share,  -- noqa: RF04
    if(s.headline_view = 'all', e.all_low, e.stating_low) AS low,
    if(s.headline_view = 'all', e.all_high, e.stating_high) AS high,
    e.openings,
    e.employers,
    if(s.headline_view = 'all', e.of_openings, e.stating_openings) AS of_openings,
    if(s.headline_view = 'all', e.of_employers, e.stating_employers) AS of_employers,
    e.all_share,
    e.stating_share,
    e.employer_share,
    e.silent_share,
    e.corrected_share,
    d.statistic IS NOT NULL AS is_disputed
FROM main.estimates AS e
INNER JOIN main.statistics AS s ON e.statistic = s.statistic
LEFT JOIN d
    ON
        e.statistic = d.statistic
        AND e.population_id = d.population_id
        AND e.value = d.value
        AND e.measure = d.measure
        AND e.split = d.split
        AND e.group_value = d.group_value
