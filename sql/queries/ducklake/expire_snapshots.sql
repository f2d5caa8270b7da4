-- Forget snapshots of before a time.
FROM ducklake_expire_snapshots('warehouse', older_than => $before);
