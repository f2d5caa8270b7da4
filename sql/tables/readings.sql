-- One row a content and pipeline version: the answers.
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
