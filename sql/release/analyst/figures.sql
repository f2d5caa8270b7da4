-- One row a number that is no share: a median, ratio, lift, difference or count.
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
    f.statistic,
    f.population_id,
    f.split,
    f.group_value,
    f.group_label,
    f.value,
    f.label,
    f.kind,
    f.figure,
    f.unit,
    f.number,
    f.low,
    f.high,
    f.openings,
    f.employers,
    f.against,
    d.statistic IS NOT NULL AS is_disputed
FROM main.figures AS f
LEFT JOIN d
    ON
        f.statistic = d.statistic
        AND f.population_id = d.population_id
        AND f.value = d.value
        AND f.figure = d.measure
        AND f.split = d.split
        AND f.group_value = d.group_value
