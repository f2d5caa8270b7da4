-- What the shares of a step are shares of: a value that has no number there is held by none.
CREATE TABLE samples_of_steps (
    step VARCHAR NOT NULL,
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    group_value VARCHAR NOT NULL,
    openings BIGINT NOT NULL,
    stating BIGINT NOT NULL
);
