-- The groups of all populations by number.
CREATE OR REPLACE TEMP TABLE _numbered_slices AS
SELECT
    population_id,
    split,
    group_value,
    min(group_label) AS group_label,
    (row_number() OVER (ORDER BY population_id, split, group_value) - 1)::INTEGER AS slice
FROM _split_openings
GROUP BY population_id, split, group_value
