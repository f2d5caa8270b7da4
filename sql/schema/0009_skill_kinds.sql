-- What kind of thing a skill is. Skills get theirs at the next extract.
ALTER TABLE skills ADD COLUMN kind VARCHAR;
