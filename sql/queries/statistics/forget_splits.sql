-- The openings of each population by each split are numbered, and not asked for by name.
DROP TABLE IF EXISTS temp._split_openings
