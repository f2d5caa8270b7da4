-- Every table and view of a schema with its columns and their types.
SELECT
    if(v.view_name IS NULL, 'TABLE', 'VIEW') AS kind,
    c.table_name,
    list(c.column_name ORDER BY c.column_index) AS column_names,
    list(c.data_type ORDER BY c.column_index) AS data_types
FROM duckdb_columns() AS c
LEFT JOIN duckdb_views() AS v
    ON
        c.table_name = v.view_name
        AND c.schema_name = v.schema_name
        AND c.database_name = v.database_name
WHERE c.database_name = current_database() AND c.schema_name = $schema AND NOT c.internal
GROUP BY ALL
ORDER BY ALL;
