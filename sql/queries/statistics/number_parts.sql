-- The openings of each group of each population, all by number.
CREATE OR REPLACE TEMP TABLE _numbered_parts AS
SELECT
    s.slice,
    s.split,
    o.opening,
    o.employer,
    p.postings::INTEGER AS postings
FROM _split_openings AS p
INNER JOIN _numbered_slices AS s
    ON
        p.population_id = s.population_id
        AND p.split = s.split
        AND p.group_value = s.group_value
INNER JOIN _numbered_openings AS o
    ON p.population_id = o.population_id AND p.opening_id = o.opening_id
