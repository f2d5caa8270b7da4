-- The name of each employer.
SELECT
    employer_id,
    arg_min(employer_name, opening_id) AS employer_name
FROM openings
GROUP BY employer_id
