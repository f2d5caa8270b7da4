-- Present contents in this language that this pipeline version has not read, in a fixed order.
SELECT DISTINCT p.content_hash
FROM current_postings AS p
ANTI JOIN readings AS r
    ON p.content_hash = r.content_hash AND r.pipeline_version = $version
WHERE p.language = $language
ORDER BY p.content_hash;
