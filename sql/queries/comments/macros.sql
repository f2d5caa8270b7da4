-- The table macros of a database, with their parameters and comments.
SELECT
    function_name,
    parameters,
    comment
FROM duckdb_functions()
WHERE database_name = current_database() AND function_type = 'table_macro' AND NOT internal
ORDER BY function_name
