-- Openings of one employer that are counted with those of others; none so far.
CREATE OR REPLACE TEMP TABLE joined_openings (
    own_opening_id VARCHAR,
    opening_id VARCHAR,
    decision VARCHAR
);
