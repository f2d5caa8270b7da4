-- One row a content: what the grouping keeps of its text.
CREATE TABLE text_shingles (
    content_hash VARCHAR NOT NULL,
    shingles_version VARCHAR NOT NULL,
    shingles UBIGINT[] NOT NULL,
    years VARCHAR[] NOT NULL,
    languages VARCHAR[],
    forms VARCHAR[]
);
