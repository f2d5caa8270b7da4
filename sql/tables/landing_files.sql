-- One row a landing file that was loaded or found damaged.
CREATE TABLE landing_files (
    landing_file VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    sha256 VARCHAR,
    items INTEGER NOT NULL,
    is_damaged BOOLEAN NOT NULL,
    reason VARCHAR,
    loaded_at TIMESTAMPTZ NOT NULL
);
