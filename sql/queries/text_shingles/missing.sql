-- Which of these contents the rules of this version have kept nothing of yet.
SELECT w.content_hash
FROM unnest($content_hashes::JSON::VARCHAR[]) AS w (content_hash)
ANTI JOIN text_shingles AS s
    ON w.content_hash = s.content_hash AND s.shingles_version = $version
ORDER BY w.content_hash;
