-- Present contents in this language that this pipeline version has not read, in a fixed order; not
-- those on which it ran out of time, which it would do again.
SELECT DISTINCT p.content_hash
FROM current_postings AS p
ANTI JOIN readings AS r
    ON p.content_hash = r.content_hash AND r.pipeline_version = $version
ANTI JOIN quarantine AS q
    ON
        q.quarantine_id = 'reading-' || p.content_hash
        AND starts_with(q.payload, '{"pipeline_version": "' || $version || '"')
WHERE p.language = $language
ORDER BY p.content_hash;
