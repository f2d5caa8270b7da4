-- The openings of each population by each split.
CREATE OR REPLACE TEMP TABLE _split_openings (
    population_id VARCHAR,
    split VARCHAR,
    group_value VARCHAR,
    group_label VARCHAR,
    opening_id VARCHAR,
    employer_id VARCHAR,
    postings BIGINT
)
