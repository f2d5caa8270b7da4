-- The headline changes since the release before.
SELECT *  -- noqa: AM04
FROM changes
ORDER BY statistic, population_id, split, group_value, value
