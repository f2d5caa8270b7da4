-- The version whose readings count: the one that last finished reading everything,
-- or the newest one where none has finished yet.
CREATE OR REPLACE VIEW current_pipeline AS
SELECT
    pipeline_version,
    started_at,
    completed_at,
    own_entries
FROM pipelines
ORDER BY completed_at DESC NULLS LAST, started_at DESC, pipeline_version DESC
LIMIT 1;
