-- The openings of each employer of each group of each population, and how many postings they are;
-- all by number.
SELECT
    slice,
    employer,
    opening,
    postings
FROM _numbered_parts
WHERE
    list_contains($splits::JSON::VARCHAR[], split)  -- noqa: RF02
    AND slice BETWEEN $first_slice AND $last_slice  -- noqa: RF02
ORDER BY slice, employer, opening
