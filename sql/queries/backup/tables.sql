-- The durable tables, each with the statement that makes it. (A DuckLake writes a default for every
-- column that has none.)
SELECT
    table_name,
    replace(sql, ' DEFAULT(NULL)', '') AS made_by
FROM duckdb_tables()
WHERE
    database_name = current_database()
    AND schema_name = 'main'
    AND NOT temporary
ORDER BY table_name;
