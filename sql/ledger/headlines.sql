-- The one number of each statistic that is meant where only one is given. A value of which every
-- single opening is counted (counts_every_opening) is held by none where it has no number.
CREATE TABLE headlines (
    statistic VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    headline_view VARCHAR NOT NULL,
    is_share BOOLEAN NOT NULL,
    unit VARCHAR NOT NULL,
    counts_every_opening BOOLEAN NOT NULL
);
