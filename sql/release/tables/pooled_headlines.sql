CREATE TABLE pooled_headlines (
    statistic VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (statistic, value, population_id)
);
