CREATE TABLE confounded (
    population_id VARCHAR PRIMARY KEY,
    kinds VARCHAR[] NOT NULL,
    parts STRUCT(
        sources VARCHAR[], first_quarter VARCHAR, last_quarter VARCHAR, openings BIGINT
    )[] NOT NULL
);
