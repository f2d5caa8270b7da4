-- Whether every row of a statistic's relation has a number, and none of them the same: then nothing
-- is counted twice. Numbers are grouped many times faster than ids.
SELECT
    (SELECT count(*) FROM numbered_answers)
    = (SELECT count(*) FROM query_table($statistic))
    AND NOT EXISTS (
        SELECT opening
        FROM numbered_answers
        GROUP BY opening, value_number
        HAVING count(*) > 1
    ) AS is_counted_once
