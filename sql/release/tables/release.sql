CREATE TABLE release (
    release VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    as_of DATE,
    notice VARCHAR,
    pipeline_version VARCHAR,
    skillscan_version VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    unread_days INTEGER,
    open_openings BIGINT,
    unread_openings BIGINT
);
