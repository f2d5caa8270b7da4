-- Write files of which a twentieth or more of the rows is deleted anew: others would never be
-- merged, as nights change a few rows of most files.
FROM ducklake_rewrite_data_files('warehouse', delete_threshold => 0.05);
