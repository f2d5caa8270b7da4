-- Whether a pipeline version has begun to read here.
SELECT count(*) > 0 AS is_known
FROM pipelines
WHERE pipeline_version = $version;
