-- Write files of which most rows are deleted anew.
FROM ducklake_rewrite_data_files('warehouse');
