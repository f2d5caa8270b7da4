-- The columns of a table or view, in their order, with what kind of relation it is.
SELECT
    if(v.view_name IS NULL, 'TABLE', 'VIEW') AS kind,
    c.column_name,
    c.data_type,
    c.is_nullable
FROM duckdb_columns() AS c
LEFT JOIN duckdb_views() AS v
    ON
        c.table_name = v.view_name
        AND c.schema_name = v.schema_name
        AND c.database_name = v.database_name
WHERE
    c.database_name = current_database()
    AND c.schema_name = 'main'
    AND c.table_name = $relation
ORDER BY c.column_index;
