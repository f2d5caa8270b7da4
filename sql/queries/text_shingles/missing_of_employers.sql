-- Present texts of these employers of which the rules of this version have kept nothing yet.
SELECT DISTINCT ON (p.content_hash)
    p.content_hash,
    p.text
FROM current_postings AS p
ANTI JOIN text_shingles AS s
    ON p.content_hash = s.content_hash AND s.shingles_version = $version
WHERE
    p.employer_id IN (
        SELECT w.employer_id FROM unnest($employer_ids::JSON::VARCHAR[]) AS w (employer_id)
    )
ORDER BY p.content_hash, p.posting_id;
