-- Whether this DuckLake was given up for another warehouse, by its catalog's own tables.
FROM postgres_query(
    'write_lock',
    'SELECT count(*) > 0 AS is_moved
    FROM ducklake_table
    WHERE table_name = ''moved'' AND end_snapshot IS NULL'
);
