-- A landing file recorded twice could be damaged and whole at once.
-- After: load
SELECT landing_file
FROM landing_files
GROUP BY landing_file
HAVING count(*) > 1;
