-- What proves that a fetch was complete, and which run made it. Fetches loaded before have none.
ALTER TABLE fetches ADD COLUMN listed INTEGER;

ALTER TABLE fetches ADD COLUMN announced INTEGER;

ALTER TABLE fetches ADD COLUMN run_id VARCHAR;
