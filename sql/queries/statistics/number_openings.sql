-- The openings of each population by number, those of a population one after the other, with the
-- number of their employer: numbers are joined and grouped faster than ids.
CREATE OR REPLACE TEMP TABLE _numbered_openings AS
SELECT
    p.population_id,
    p.opening_id,
    row_number() OVER (ORDER BY p.population_id, p.opening_id)::INTEGER AS opening,
    e.employer
FROM population_openings AS p
INNER JOIN _numbered_employers AS e ON p.employer_id = e.employer_id
