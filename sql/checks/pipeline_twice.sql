-- A pipeline version recorded twice could be finished and unfinished at once.
-- After: read
SELECT pipeline_version
FROM pipelines
GROUP BY pipeline_version
HAVING count(*) > 1;
