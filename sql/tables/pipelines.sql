-- One row a version of the reading pipeline that was used here.
CREATE TABLE pipelines (
    pipeline_version VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    completed_at TIMESTAMPTZ,
    own_entries VARCHAR
);
