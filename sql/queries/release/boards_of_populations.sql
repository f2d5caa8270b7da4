-- The boards that the postings of each population stand on.
SELECT
    m.population_id,
    list(DISTINCT concat_ws('/', p.source, p.board)) AS boards
FROM population_postings AS m
INNER JOIN postings AS p ON m.posting_id = p.posting_id
GROUP BY m.population_id
