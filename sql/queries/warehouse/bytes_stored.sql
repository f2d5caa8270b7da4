-- The size of the warehouse's file; none where it is no file.
SELECT coalesce(sum(s.total_blocks * s.block_size), 0) AS bytes_stored
FROM pragma_database_size() AS s
WHERE s.database_name = current_database();
