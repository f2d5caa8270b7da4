-- What the operator had added to the rules by which a version read; null where nothing.
ALTER TABLE pipelines ADD COLUMN own_entries VARCHAR;
