-- Whether this DuckLake was given up for another warehouse.
SELECT count(*) > 0 AS is_moved
FROM duckdb_tables()
WHERE database_name = 'warehouse' AND table_name = 'moved';
