-- How many rows each table has.
SELECT
    table_name,
    estimated_size
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
ORDER BY table_name
