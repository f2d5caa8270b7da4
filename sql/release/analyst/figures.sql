-- One row a number that is no share: a median, ratio, lift, difference or count.
SELECT
    statistic,
    population_id,
    split,
    group_value,
    group_label,
    value,
    label,
    kind,
    figure,
    unit,
    number,
    low,
    high,
    openings,
    employers,
    against
FROM main.figures
