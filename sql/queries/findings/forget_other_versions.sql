DELETE FROM findings
WHERE pipeline_version != $version;
