-- One row an employer.
CREATE TABLE employers (
    employer_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL
);
