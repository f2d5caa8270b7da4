-- Tables with only what DuckLake has as well: no keys, no value checks (sql/checks holds them).
-- `openings` had one row a posting and is called `posting_openings` now; findings keep the sentence
-- they were judged in, and their details as JSON; what the grouping keeps of a text is stored.
-- The views are made again at every opening.
DROP VIEW IF EXISTS opening_skills;
DROP VIEW IF EXISTS opening_findings;
DROP VIEW IF EXISTS opening_facts;
DROP VIEW IF EXISTS posting_facts;
DROP VIEW IF EXISTS current_pipeline;

ALTER TABLE schema_migrations RENAME TO schema_migrations_0001;

CREATE TABLE schema_migrations (
    migration VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);

INSERT INTO schema_migrations BY NAME FROM schema_migrations_0001;

DROP TABLE schema_migrations_0001;

ALTER TABLE landing_files RENAME TO landing_files_0001;

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

INSERT INTO landing_files BY NAME FROM landing_files_0001;

DROP TABLE landing_files_0001;

ALTER TABLE fetches RENAME TO fetches_0001;

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
    loaded_at TIMESTAMPTZ NOT NULL
);

INSERT INTO fetches BY NAME FROM fetches_0001;

DROP TABLE fetches_0001;

ALTER TABLE employers RENAME TO employers_0001;

CREATE TABLE employers (
    employer_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL
);

INSERT INTO employers BY NAME FROM employers_0001;

DROP TABLE employers_0001;

ALTER TABLE postings RENAME TO postings_0001;

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

INSERT INTO postings BY NAME FROM postings_0001;

DROP TABLE postings_0001;

ALTER TABLE posting_versions RENAME TO posting_versions_0001;

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
    valid_from TIMESTAMPTZ NOT NULL
);

INSERT INTO posting_versions BY NAME FROM posting_versions_0001;

DROP TABLE posting_versions_0001;

ALTER TABLE quarantine RENAME TO quarantine_0001;

CREATE TABLE quarantine (
    quarantine_id VARCHAR NOT NULL,
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

INSERT INTO quarantine BY NAME FROM quarantine_0001;

DROP TABLE quarantine_0001;

ALTER TABLE pipelines RENAME TO pipelines_0001;

CREATE TABLE pipelines (
    pipeline_version VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    completed_at TIMESTAMPTZ
);

INSERT INTO pipelines BY NAME FROM pipelines_0001;

DROP TABLE pipelines_0001;

ALTER TABLE readings RENAME TO readings_0001;

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
    read_at TIMESTAMPTZ NOT NULL
);

INSERT INTO readings BY NAME FROM readings_0001;

DROP TABLE readings_0001;

ALTER TABLE findings RENAME TO findings_0001;

CREATE TABLE findings (
    content_hash VARCHAR NOT NULL,
    pipeline_version VARCHAR NOT NULL,
    finding_number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    mention_class VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence_start INTEGER,
    sentence_end INTEGER,
    rule VARCHAR NOT NULL,
    detail JSON NOT NULL
);

INSERT INTO findings BY NAME FROM findings_0001;

DROP TABLE findings_0001;

CREATE TABLE posting_openings (
    posting_id VARCHAR NOT NULL,
    opening_id VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    grouping_version VARCHAR NOT NULL
);

INSERT INTO posting_openings BY NAME FROM openings;

DROP TABLE openings;

ALTER TABLE skills RENAME TO skills_0001;

CREATE TABLE skills (
    skill_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    category VARCHAR NOT NULL
);

INSERT INTO skills BY NAME FROM skills_0001;

DROP TABLE skills_0001;

CREATE TABLE text_shingles (
    content_hash VARCHAR NOT NULL,
    shingles_version VARCHAR NOT NULL,
    shingles UBIGINT[] NOT NULL,
    years VARCHAR[] NOT NULL
);
