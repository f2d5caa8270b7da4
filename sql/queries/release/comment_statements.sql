-- The statements that make the comments of tables, views and columns of the database in use.
WITH relations AS (
    SELECT
        'TABLE' AS kind,
        schema_name,
        table_name AS relation,
        comment
    FROM duckdb_tables()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT
        'VIEW' AS kind,
        schema_name,
        view_name AS relation,
        comment
    FROM duckdb_views()
    WHERE database_name = current_database() AND NOT internal
),

commented AS (
    SELECT
        schema_name,
        relation,
        0 AS place,
        format('{} "{}"."{}"', kind, schema_name, relation) AS subject,
        comment
    FROM relations
    UNION ALL
    SELECT
        schema_name,
        table_name AS relation,
        column_index AS place,
        format('COLUMN "{}"."{}"."{}"', schema_name, table_name, column_name) AS subject,
        comment
    FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal
)

SELECT format('COMMENT ON {} IS ''{}''', subject, replace(comment, '''', '''''')) AS made
FROM commented
WHERE comment IS NOT NULL
ORDER BY schema_name, relation, place
