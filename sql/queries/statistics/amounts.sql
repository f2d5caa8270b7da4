-- The amounts of figures, opening by opening: one row an opening, value and figure of each group of
-- each population, all by number. An amount is a DOUBLE column of the statistic's relation.
SELECT
    p.slice,
    p.employer,
    a._value_number AS value_number,
    COLUMNS('^amount_')
FROM _numbered_parts AS p
INNER JOIN _numbered_answers AS a ON p.opening = a._opening
WHERE list_contains($splits::JSON::VARCHAR[], p.split)  -- noqa: RF02
ORDER BY p.slice, a._value_number, p.employer, p.opening
