-- The landing files that did not match their report when they were last looked at.
SELECT landing_file FROM landing_files
WHERE is_damaged;
