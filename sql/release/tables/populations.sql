CREATE TABLE populations (
    population_id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    occupation VARCHAR[] NOT NULL,
    country VARCHAR[] NOT NULL,
    language VARCHAR[] NOT NULL,
    seniority VARCHAR[] NOT NULL,
    source VARCHAR[] NOT NULL,
    period_days INTEGER,
    since DATE,
    until DATE
);
