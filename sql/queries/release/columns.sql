-- The columns of a table or view, with their types and comments, in their order.
SELECT
    column_name,
    data_type,
    comment
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND table_name = $relation
ORDER BY column_index
