CREATE TABLE denominators (
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    group_value VARCHAR NOT NULL,
    group_label VARCHAR NOT NULL,
    openings BIGINT NOT NULL,
    employers BIGINT NOT NULL,
    stating_openings BIGINT NOT NULL,
    stating_employers BIGINT NOT NULL,
    none_high DOUBLE NOT NULL,
    PRIMARY KEY (statistic, population_id, split, group_value)
);
