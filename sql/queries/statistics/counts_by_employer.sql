-- How many openings of each employer of each group of each population hold each value by each
-- measure, and how many postings these openings are; all by number. A measure is a BOOLEAN column
-- of the statistic's relation.
-- noqa: disable=RF02
SELECT
    p.slice,
    p.employer,
    a.value_number,
    count_if(COLUMNS(LAMBDA name: list_contains($measures::JSON::VARCHAR[], name)))::INTEGER
        AS 'openings_\0',  -- noqa: RF05
    sum(
        CASE
            WHEN COLUMNS(LAMBDA name: list_contains($measures::JSON::VARCHAR[], name))
                THEN p.postings
            ELSE 0
        END
    )::INTEGER AS 'postings_\0'  -- noqa: RF05
FROM numbered_parts AS p
INNER JOIN numbered_answers AS a ON p.opening = a.opening
WHERE
    list_contains($splits::JSON::VARCHAR[], p.split)
    AND p.slice BETWEEN $first_slice AND $last_slice
GROUP BY p.slice, p.employer, a.value_number
ORDER BY p.slice, p.employer, a.value_number
