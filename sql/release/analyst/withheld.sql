-- One row a statistic that is not published for a population or group, and why.
SELECT
    statistic,
    population_id,
    split,
    group_value,
    reason
FROM main.withheld
