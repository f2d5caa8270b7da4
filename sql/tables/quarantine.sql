-- One row an item that no parser could use, with its payload. The payload is text and not JSON:
-- half surrogate pairs, which sources do send, are JSON to Python and none to DuckDB.
CREATE TABLE quarantine (
    quarantine_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    landing_file VARCHAR NOT NULL,
    line_number INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    quarantined_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL
);
