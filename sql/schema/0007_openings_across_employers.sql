-- Openings of several employers that are one job: the opening of its own employer that a posting
-- belongs to, the words of its title that were compared, and why its opening is counted with that
-- of another employer. Titles are filled in when the postings are grouped again.
ALTER TABLE posting_openings ADD COLUMN own_opening_id VARCHAR;

ALTER TABLE posting_openings ADD COLUMN title_key VARCHAR;

ALTER TABLE posting_openings ADD COLUMN joined_by VARCHAR;

UPDATE posting_openings SET own_opening_id = opening_id;
