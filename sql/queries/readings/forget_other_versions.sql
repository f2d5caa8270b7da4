DELETE FROM readings
WHERE pipeline_version != $version;
