-- A pipeline version that reads here, and what is the operator's own now: what the grouping knows
-- of employers may change while the version stays.
MERGE INTO pipelines AS t
USING (
    SELECT
        $version AS pipeline_version,
        $now::TIMESTAMPTZ AS started_at,
        $own_entries::VARCHAR AS own_entries
) AS i
    ON t.pipeline_version = i.pipeline_version
WHEN MATCHED THEN
    UPDATE SET own_entries = i.own_entries
WHEN NOT MATCHED THEN
    INSERT (pipeline_version, started_at, own_entries)
    VALUES (i.pipeline_version, i.started_at, i.own_entries);
