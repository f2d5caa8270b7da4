DELETE FROM pipelines
WHERE pipeline_version != $version;
