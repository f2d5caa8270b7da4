-- Pairs of openings that may be one job, in the batches of their titles; none so far.
CREATE OR REPLACE TEMP TABLE near_openings (
    batch INTEGER,
    one VARCHAR,
    other VARCHAR
);
