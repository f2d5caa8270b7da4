-- The titles of which it is to be decided which openings are one job; none so far.
CREATE OR REPLACE TEMP TABLE moved_titles (
    title_key VARCHAR
);
