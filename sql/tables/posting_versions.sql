-- One row a text of a posting at a time.
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
    stated_pay_note VARCHAR
);
