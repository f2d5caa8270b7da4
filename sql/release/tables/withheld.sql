CREATE TABLE withheld (
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    group_value VARCHAR NOT NULL,
    figure VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (statistic, population_id, split, group_value, figure)
);
