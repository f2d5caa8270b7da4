CREATE TABLE statistics (
    statistic VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    denominator VARCHAR NOT NULL,
    stating VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    headline_measure VARCHAR NOT NULL,
    headline_view VARCHAR NOT NULL,
    minimum_openings INTEGER NOT NULL,
    minimum_employers INTEGER NOT NULL,
    caveats VARCHAR[] NOT NULL,
    sentence VARCHAR NOT NULL
);
