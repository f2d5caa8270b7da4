-- The first and the last opening of all populations by number.
SELECT
    min(opening) AS first_opening,
    max(opening) AS last_opening
FROM _numbered_openings
