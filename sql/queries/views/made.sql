-- The views and macros that were made here, whoever made them.
SELECT
    'VIEW' AS kind,
    view_name AS made_name
FROM duckdb_views()
WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
UNION ALL
SELECT DISTINCT
    'MACRO' AS kind,
    function_name AS made_name
FROM duckdb_functions()
WHERE
    NOT internal
    AND function_type = 'macro'
    AND schema_name = 'main'
    AND database_name = current_database();
