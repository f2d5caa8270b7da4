-- The newest snapshot of the attached DuckLake.
FROM ducklake_current_snapshot('warehouse');
