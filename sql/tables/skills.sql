-- One row a skill of the taxonomy.
CREATE TABLE skills (
    skill_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    kind VARCHAR
);
