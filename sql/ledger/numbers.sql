-- The numbers that a change is split by, one row a number and step: as published before, the same
-- postings by today's rules (replayed), of those the ones on boards read in both releases
-- (common_before), these boards now (common_after), as published now.
CREATE TABLE numbers (
    step VARCHAR NOT NULL,
    statistic VARCHAR NOT NULL,
    population_id VARCHAR NOT NULL,
    split VARCHAR NOT NULL,
    group_value VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    number DOUBLE NOT NULL,
    openings BIGINT,
    of_openings BIGINT
);
