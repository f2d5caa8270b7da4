-- The openings of each employer of each group of each population, and how many of them say anything
-- of the kind that the statistic asks for; all by number.
WITH responding AS (
    SELECT DISTINCT opening
    FROM numbered_answers
)

SELECT
    p.slice,
    p.employer,
    count(*)::INTEGER AS openings,
    count(r.opening)::INTEGER AS responding
FROM numbered_parts AS p
LEFT JOIN responding AS r ON p.opening = r.opening
WHERE
    list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
    AND p.slice BETWEEN $first_slice AND $last_slice  -- noqa: RF02
GROUP BY p.slice, p.employer
ORDER BY p.slice, p.employer
