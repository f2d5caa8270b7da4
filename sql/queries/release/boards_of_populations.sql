-- The boards that the postings of each population stand on.
SELECT
    o.population_id,
    list(DISTINCT concat_ws('/', p.source, p.board)) AS boards
FROM population_openings AS o
INNER JOIN postings AS p ON o.opening_id = p.opening_id
GROUP BY o.population_id
