CREATE TABLE withheld (
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (statistic, population_id)
);
