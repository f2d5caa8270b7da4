-- Add the openings of one split of each population.
INSERT INTO _split_openings BY NAME
SELECT
    p.population_id,
    $split_name AS split,  -- noqa: RF02
    s.group_value,
    s.group_label,
    p.opening_id,
    p.employer_id,
    p.postings
FROM query_table($relation) AS s
INNER JOIN population_openings AS p
    ON s.population_id = p.population_id AND s.opening_id = p.opening_id
