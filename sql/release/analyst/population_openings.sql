-- One row an opening of a population; an opening may be of several.
SELECT
    population_id,
    opening_id,
    employer_id,
    postings
FROM main.population_openings
