-- A reading recorded twice counts its posting twice in every statistic.
-- After: read
SELECT
    content_hash,
    pipeline_version
FROM readings
GROUP BY content_hash, pipeline_version
HAVING count(*) > 1;
