-- The groups of the populations by these splits, in the order of their numbers.
SELECT
    slice,
    population_id,
    split,
    group_value,
    group_label
FROM _numbered_slices
WHERE list_contains($splits::JSON::VARCHAR[], split)  -- noqa: RF02
ORDER BY slice
