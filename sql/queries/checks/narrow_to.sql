-- The contents that are looked at.
CREATE OR REPLACE TEMP TABLE checked_contents AS
SELECT w.content_hash
FROM unnest($content_hashes::JSON::VARCHAR[]) AS w (content_hash);
