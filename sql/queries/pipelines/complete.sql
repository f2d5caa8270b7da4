UPDATE pipelines SET completed_at = coalesce(completed_at, $now)
WHERE pipeline_version = $version;
