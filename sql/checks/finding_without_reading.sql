-- A finding without its reading counts in one statistic and is missing in the other.
-- After: read
SELECT
    f.content_hash,
    f.pipeline_version
FROM findings AS f
ANTI JOIN readings AS r
    ON f.content_hash = r.content_hash AND f.pipeline_version = r.pipeline_version;
