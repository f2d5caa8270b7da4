-- boards reserved from text and data mining (they are not collected)
-- Do: take them from the board list, or ask their owners for leave
SELECT concat_ws('/', source, board) AS found
FROM fetches
GROUP BY source, board
HAVING arg_max(reason, started_at) = 'tdm_reserved'
ORDER BY source, board;
