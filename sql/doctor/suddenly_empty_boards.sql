-- boards that suddenly answer with nothing (their postings stay open)
-- Do: look at the boards; did they move?
-- (A board that is visited no more, as it was taken from the list, counts for thirty days.)
SELECT concat_ws('/', source, board) AS found
FROM fetches
GROUP BY source, board
HAVING
    arg_max(is_suspicious, started_at)
    AND max(started_at) > (SELECT max(f.started_at) FROM fetches AS f) - INTERVAL 30 DAY
ORDER BY source, board;
