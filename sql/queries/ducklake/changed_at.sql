-- When the newest snapshot was made, in seconds since 1970.
SELECT epoch(max(snapshot_time)) AS changed_at
FROM ducklake_snapshots('warehouse');
