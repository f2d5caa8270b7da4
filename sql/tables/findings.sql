-- One row a thing read from a content by a pipeline version.
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
    detail JSON NOT NULL,
    section VARCHAR,
    section_rule VARCHAR,
    heading_start INTEGER,
    heading_end INTEGER,
    modifier_rule VARCHAR,
    modifier_start INTEGER,
    modifier_end INTEGER
);
