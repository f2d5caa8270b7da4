-- Delete files that no snapshot needs, and that were needed last before a time.
FROM ducklake_cleanup_old_files('warehouse', older_than => $before);
