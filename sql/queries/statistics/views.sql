-- The views of the current database, with the statement that makes each.
SELECT
    view_name,
    sql
FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal
