-- Merge small files.
FROM ducklake_merge_adjacent_files('warehouse');
