-- By the country that most postings of the opening are in; without a country in no group.
SELECT
    p.population_id,
    p.opening_id,
    o.country AS group_value,
    o.country AS group_label
FROM population_openings AS p
INNER JOIN openings AS o ON p.opening_id = o.opening_id
WHERE o.country IS NOT NULL
