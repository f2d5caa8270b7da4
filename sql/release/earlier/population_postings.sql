-- Of a release from before the table: the postings of each population's openings, all of them.
CREATE TEMP VIEW population_postings AS
SELECT
    p.population_id,
    f.posting_id,
    f.opening_id
FROM population_openings AS p
INNER JOIN postings AS f ON p.opening_id = f.opening_id;
