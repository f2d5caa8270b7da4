-- A reading whose text is gone is a number that nobody can check.
-- After: read
SELECT
    r.content_hash,
    r.pipeline_version
FROM readings AS r
ANTI JOIN posting_versions AS v ON r.content_hash = v.content_hash;
