-- The views that were made here, as DuckDB keeps them.
SELECT
    view_name,
    sql
FROM duckdb_views()
WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
ORDER BY view_name;
