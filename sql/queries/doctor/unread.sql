-- How many present contents in this language this pipeline version has not read, but for those
-- that it failed on: they lie in quarantine.
SELECT count(DISTINCT p.content_hash) AS unread
FROM current_postings AS p
ANTI JOIN readings AS r
    ON p.content_hash = r.content_hash AND r.pipeline_version = $version
ANTI JOIN quarantine AS q
    ON q.quarantine_id = 'reading-' || p.content_hash
WHERE p.language = $language;
