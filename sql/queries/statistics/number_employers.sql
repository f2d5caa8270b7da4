-- The employers of all populations by number, in the order of their ids.
CREATE OR REPLACE TEMP TABLE _numbered_employers AS
SELECT
    employer_id,
    (row_number() OVER (ORDER BY employer_id) - 1)::INTEGER AS employer
FROM (SELECT DISTINCT employer_id FROM population_openings) AS e
