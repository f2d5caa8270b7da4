-- The version of the pipeline whose readings count, with what its operator had added; no row where
-- none has read anything.
SELECT
    pipeline_version,
    own_entries
FROM current_pipeline
