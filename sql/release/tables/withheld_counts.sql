CREATE TABLE withheld_counts (
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    kind VARCHAR,
    measure VARCHAR NOT NULL,
    openings BIGINT NOT NULL,
    employers BIGINT NOT NULL,
    of_openings BIGINT NOT NULL,
    of_employers BIGINT NOT NULL,
    stating_openings BIGINT NOT NULL,
    stating_employers BIGINT NOT NULL,
    PRIMARY KEY (statistic, population_id, value, measure)
);
