-- What openings answer, all by number: the value, and whether it counts by each measure (a BOOLEAN
-- column of the statistic's relation).
SELECT
    COLUMNS(
        LAMBDA name: name IN ('opening', 'value_number')
        OR list_contains($measures::JSON::VARCHAR[], name)
    )
FROM numbered_answers
WHERE opening BETWEEN $first_opening AND $last_opening  -- noqa: RF02
