-- The columns of a statistic's relation, without its rows.
FROM query_table($statistic)
WHERE FALSE
