-- Where the Parquet files lie, as the catalog says.
SELECT o.value
FROM ducklake_options('warehouse') AS o
WHERE o.option_name = 'data_path' AND o.scope = 'GLOBAL';
