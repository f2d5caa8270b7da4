-- boards reserved from text and data mining (they are not collected)
-- Do: take them from the board list, or ask their owners for leave
-- (A board that is visited no more, as it was taken from the list, counts for thirty days.)
SELECT concat_ws('/', source, board) AS found
FROM fetches
GROUP BY source, board
HAVING
    arg_max_null(reason, started_at) = 'tdm_reserved'
    AND max(started_at) > (SELECT max(f.started_at) FROM fetches AS f) - INTERVAL 30 DAY
ORDER BY source, board;
