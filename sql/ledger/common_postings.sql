-- The postings of each population that stand on boards read in both releases.
SELECT p.*  -- noqa: AM04
FROM population_postings AS p
INNER JOIN postings AS f ON p.posting_id = f.posting_id
SEMI JOIN board_changes AS b
    ON f.source = b.source AND f.board = b.board AND b.became = 'both'
