-- The languages that a text asks people to speak, and the forms of work it names. Texts get theirs
-- when their employers are grouped again.
ALTER TABLE text_shingles ADD COLUMN languages VARCHAR[];
ALTER TABLE text_shingles ADD COLUMN forms VARCHAR[];
