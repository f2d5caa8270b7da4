-- The openings of each population: those of which one posting belongs to it, with how many do.
SELECT
    p.population_id,
    p.opening_id,
    o.employer_id,
    count(*) AS postings
FROM population_postings AS p
INNER JOIN openings AS o ON p.opening_id = o.opening_id
GROUP BY p.population_id, p.opening_id, o.employer_id
ORDER BY p.population_id, p.opening_id
