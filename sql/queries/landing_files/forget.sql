-- Landing files that are not there any more, whose damage nobody needs to look at.
DELETE FROM landing_files
WHERE
    is_damaged
    AND list_contains($files::JSON::VARCHAR[], landing_file);
