-- The rows that a table has by number, as the statistic's relation gave them.
-- noqa: disable=RF02
CREATE OR REPLACE TEMP MACRO _rows_as_text(numbered_rows, named_values) AS TABLE
    SELECT
        o.population_id,
        o.opening_id,
        v.value,
        v.label,
        a.* EXCLUDE (a._opening, a._value_number)  -- noqa: AM04
    FROM query_table(numbered_rows) AS a
    INNER JOIN _numbered_openings AS o ON a._opening = o.opening
    INNER JOIN query_table(named_values) AS v ON a._value_number = v.number
