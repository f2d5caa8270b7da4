-- One row a statistic (or figure of it) that is not published for a population or group, and why.
SELECT
    statistic,
    population_id,
    split,
    group_value,
    figure,
    reason
FROM main.withheld
