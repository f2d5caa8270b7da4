-- The version of the pipeline whose readings count; no row where none has read anything.
SELECT pipeline_version
FROM current_pipeline
