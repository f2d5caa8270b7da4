-- One row a posting: the opening that it belongs to.
CREATE TABLE posting_openings (
    posting_id VARCHAR NOT NULL,
    opening_id VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    employer_id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    grouping_version VARCHAR NOT NULL,
    own_opening_id VARCHAR,
    title_key VARCHAR,
    joined_by VARCHAR
);
