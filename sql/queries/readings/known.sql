-- Which of these contents a pipeline version has read.
SELECT r.content_hash
FROM readings AS r
WHERE
    r.pipeline_version = $version
    AND r.content_hash IN (
        SELECT w.content_hash FROM unnest($content_hashes::JSON::VARCHAR[]) AS w (content_hash)
    );
