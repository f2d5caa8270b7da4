-- The comment of a table or view (with a null for its column), and those of its columns.
SELECT
    NULL AS column_name,
    r.comment
FROM (
    SELECT
        schema_name,
        table_name,
        comment
    FROM duckdb_tables()
    UNION ALL
    SELECT
        schema_name,
        view_name,
        comment
    FROM duckdb_views()
) AS r
WHERE r.schema_name = $schema AND r.table_name = $relation
UNION ALL
SELECT
    c.column_name,
    c.comment
FROM duckdb_columns() AS c
WHERE
    c.database_name = current_database() AND c.schema_name = $schema AND c.table_name = $relation
