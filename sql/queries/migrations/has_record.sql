-- Whether this file is a warehouse: it has the record of its migrations.
SELECT count(*) > 0 AS has_record
FROM duckdb_tables()
WHERE database_name = current_database() AND table_name = 'schema_migrations';
