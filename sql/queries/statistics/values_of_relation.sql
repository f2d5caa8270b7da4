-- The values of a statistic's relation, with a label each, how many rows have them, and whether all
-- of these have that label.
SELECT
    value,
    min(label) AS label,
    count(*) AS answers,
    coalesce(min(label) = max(label), TRUE) AND count(label) IN (0, count(*)) AS is_labelled_once
FROM query_table($statistic)
GROUP BY value
