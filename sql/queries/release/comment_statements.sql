-- The statements that make the comments of tables, views and columns of the database in use.
WITH relations AS (
    SELECT
        'TABLE' AS kind,
        table_name AS relation,
        comment
    FROM duckdb_tables()
    WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
    UNION ALL
    SELECT
        'VIEW' AS kind,
        view_name AS relation,
        comment
    FROM duckdb_views()
    WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
),

commented AS (
    SELECT
        relation,
        0 AS place,
        format('{} "{}"', kind, relation) AS subject,
        comment
    FROM relations
    UNION ALL
    SELECT
        table_name AS relation,
        column_index AS place,
        format('COLUMN "{}"."{}"', table_name, column_name) AS subject,
        comment
    FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
)

SELECT
    format('COMMENT ON {} IS ''{}''', subject, replace(comment, '''', '''''')) AS comment_statement
FROM commented
WHERE comment IS NOT NULL
ORDER BY relation, place
