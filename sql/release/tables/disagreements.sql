CREATE TABLE disagreements (
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    parts STRUCT(label VARCHAR, share DOUBLE, openings BIGINT, employers BIGINT)[] NOT NULL,
    split VARCHAR NOT NULL,
    group_value VARCHAR NOT NULL,
    group_label VARCHAR NOT NULL
);
