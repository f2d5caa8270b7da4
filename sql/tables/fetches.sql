-- One row a fetch of a board, as its fetch report says.
CREATE TABLE fetches (
    fetch_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    pages INTEGER NOT NULL,
    items INTEGER NOT NULL,
    http_status INTEGER,
    bytes BIGINT NOT NULL,
    is_not_modified BOOLEAN NOT NULL,
    is_suspicious BOOLEAN NOT NULL,
    landing_file VARCHAR,
    postings INTEGER NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    listed INTEGER,
    announced INTEGER,
    run_id VARCHAR
);
