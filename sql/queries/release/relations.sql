-- The tables and views of a release's file, with their columns.
SELECT
    c.table_name AS relation,
    v.view_name IS NOT NULL AS is_view,
    list(c.column_name ORDER BY c.column_index) AS column_names,
    list(c.data_type ORDER BY c.column_index) AS data_types
FROM duckdb_columns() AS c
LEFT JOIN duckdb_views() AS v
    ON
        c.table_name = v.view_name
        AND c.schema_name = v.schema_name
        AND c.database_name = v.database_name
WHERE c.database_name = current_database() AND c.schema_name = 'main' AND NOT c.internal
GROUP BY c.table_name, v.view_name
ORDER BY c.table_name
