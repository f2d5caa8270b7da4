-- Whether every row of a statistic's relation has a number.
SELECT
    (SELECT count(*) FROM numbered_answers)
    = (SELECT count(*) FROM query_table($statistic)) AS is_numbered
