-- Write rows that the catalog holds itself to Parquet files.
FROM ducklake_flush_inlined_data('warehouse');
