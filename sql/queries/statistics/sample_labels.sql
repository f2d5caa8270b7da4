-- The samples (source and quarter) that the openings of the populations come from, in words.
SELECT DISTINCT
    group_value,
    group_label
FROM openings_by_sample
