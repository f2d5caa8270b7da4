-- No groups: every opening of a population.
SELECT
    population_id,
    opening_id,
    '' AS group_value,
    '' AS group_label
FROM population_openings
