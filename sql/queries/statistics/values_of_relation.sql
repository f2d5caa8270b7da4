-- The values of a statistic's relation, with a label each, and how many rows have them.
SELECT
    value,
    min(label) AS label,
    count(*) AS answers
FROM query_table($statistic)
GROUP BY value
