-- One row a posting, with its present state.
CREATE TABLE postings (
    posting_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    native_id VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    url VARCHAR,
    first_seen TIMESTAMPTZ NOT NULL,
    last_seen TIMESTAMPTZ NOT NULL,
    sighted_at TIMESTAMPTZ NOT NULL,
    posted_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    closed_reason VARCHAR,
    missed_fetches INTEGER NOT NULL,
    first_missed_at TIMESTAMPTZ,
    closed_by_source_at TIMESTAMPTZ,
    source_hash VARCHAR NOT NULL
);
