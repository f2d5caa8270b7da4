-- What has numbers since the release before, or has none any more, and why.
SELECT
    statistic,
    population_id,
    split,
    group_value,
    figure,
    became,
    reason
FROM availability_changes
ORDER BY statistic, population_id, split, group_value, figure
