-- damaged landing files
-- Do: restore them, or delete them with their reports and collect the boards again
SELECT landing_file AS found
FROM landing_files
WHERE is_damaged
ORDER BY landing_file;
