-- The sums behind the ratios and counts of one statistic, by population and value.
SELECT
    population_id,
    value,
    sum(openings) AS openings,
    sum(COLUMNS('^amount_'))
FROM query_table($statistic)
GROUP BY population_id, value
