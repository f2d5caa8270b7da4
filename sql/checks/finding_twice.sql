-- A finding recorded twice is quoted twice.
-- After: read
SELECT
    content_hash,
    pipeline_version,
    finding_number
FROM findings
GROUP BY content_hash, pipeline_version, finding_number
HAVING count(*) > 1;
