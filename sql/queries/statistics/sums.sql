-- The rows of a statistic that is counted by employer or by population.
FROM query_table($statistic)
