-- The columns of every table and view, with their types and comments, in their order.
SELECT
    table_name,
    column_name,
    data_type,
    comment
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main'
ORDER BY table_name, column_index
