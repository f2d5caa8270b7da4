-- One row an employer that has openings.
SELECT
    employer_id,
    arg_min(employer_name, opening_id) AS employer_name,
    count(*) AS openings,
    count(*) FILTER (WHERE is_open) AS open_openings
FROM main.openings
GROUP BY employer_id
