-- A row that the statistic gives more than once for one value.
SELECT COLUMNS('^(population_id|opening_id|employer_id|value)$')
FROM query_table($statistic)
GROUP BY ALL
HAVING count(*) > 1
ORDER BY ALL
LIMIT 1
