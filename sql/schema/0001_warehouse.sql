CREATE TABLE landing_files (
    landing_file VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    sha256 VARCHAR,
    items INTEGER NOT NULL,
    is_damaged BOOLEAN NOT NULL,
    reason VARCHAR,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE fetches (
    fetch_id VARCHAR PRIMARY KEY,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL CHECK (outcome IN ('complete', 'partial', 'failed')),
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
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE employers (
    employer_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL
);

CREATE TABLE postings (
    posting_id VARCHAR PRIMARY KEY,
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

CREATE TABLE posting_versions (
    posting_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    title_chars INTEGER NOT NULL,
    text_chars INTEGER NOT NULL,
    company VARCHAR,
    locations VARCHAR[] NOT NULL,
    country VARCHAR,
    language VARCHAR,
    department VARCHAR,
    employment_type VARCHAR,
    stated_workplace VARCHAR,
    stated_pay_min DOUBLE,
    stated_pay_max DOUBLE,
    stated_pay_currency VARCHAR,
    stated_pay_period VARCHAR,
    landing_file VARCHAR NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (posting_id, content_hash)
);

CREATE TABLE quarantine (
    quarantine_id VARCHAR PRIMARY KEY,
    landing_file VARCHAR NOT NULL,
    line_number INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    quarantined_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE pipelines (
    pipeline_version VARCHAR PRIMARY KEY,
    started_at TIMESTAMPTZ NOT NULL,
    completed_at TIMESTAMPTZ
);

CREATE TABLE readings (
    content_hash VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    occupation VARCHAR,
    seniority VARCHAR,
    years_min INTEGER,
    years_best INTEGER,
    degree VARCHAR,
    pay_min DOUBLE,
    pay_max DOUBLE,
    pay_currency VARCHAR,
    pay_period VARCHAR,
    workplace VARCHAR,
    read_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (content_hash, pipeline_version)
);

CREATE TABLE findings (
    content_hash VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    finding_number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    mention_class VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (content_hash, pipeline_version, finding_number)
);

CREATE TABLE openings (
    posting_id VARCHAR PRIMARY KEY,
    opening_id VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    grouping_version VARCHAR NOT NULL
);

CREATE TABLE skills (
    skill_id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    category VARCHAR NOT NULL
);
