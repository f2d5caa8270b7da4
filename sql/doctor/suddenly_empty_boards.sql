-- boards that suddenly answer with nothing (their postings stay open)
-- Do: look at the boards; did they move?
SELECT concat_ws('/', source, board) AS found
FROM fetches
GROUP BY source, board
HAVING arg_max(is_suspicious, started_at)
ORDER BY source, board;
