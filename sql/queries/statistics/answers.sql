-- What openings answer, all by number: the value, and whether it counts by each measure (a BOOLEAN
-- column of the statistic's relation).
SELECT
    COLUMNS(
        LAMBDA name: name IN ('_opening', '_value_number')
        OR list_contains($measures::JSON::VARCHAR[], name)
    )
FROM _numbered_answers
WHERE _opening BETWEEN $first_opening AND $last_opening  -- noqa: RF02
