-- The durable tables, each with the statement that makes it.
SELECT
    table_name,
    sql
FROM duckdb_tables()
WHERE
    database_name = current_database()
    AND schema_name = 'main'
    AND NOT temporary
ORDER BY table_name;
