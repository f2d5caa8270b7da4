-- The values of a statistic's relation, with a label each.
SELECT
    value,
    min(label) AS label
FROM query_table($statistic)
GROUP BY value
