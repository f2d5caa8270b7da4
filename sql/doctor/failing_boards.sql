-- boards that failed three times in a row
-- Do: skillscan boards check tells living from dead
-- (A board that is visited no more, as it was taken from the list, counts for thirty days.)
SELECT concat_ws(' ', source || '/' || board, arg_max(reason, started_at)) AS found
FROM fetches
WHERE reason IS DISTINCT FROM 'offline'
GROUP BY source, board
HAVING
    count(*) >= 3
    AND list_distinct(arg_max(outcome, started_at, 3)) = ['failed']
    AND max(started_at) > (SELECT max(f.started_at) FROM fetches AS f) - INTERVAL 30 DAY
ORDER BY source, board;
