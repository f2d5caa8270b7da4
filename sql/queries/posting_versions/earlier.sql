-- The texts from these landing files that are not the present text of their posting.
WITH files AS (
    SELECT w.landing_file
    FROM unnest($landing_files::JSON::VARCHAR[]) AS w (landing_file)
)

SELECT
    v.posting_id,
    v.content_hash
FROM posting_versions AS v
SEMI JOIN files AS f ON v.landing_file = f.landing_file
ANTI JOIN postings AS p ON v.posting_id = p.posting_id AND v.content_hash = p.content_hash
ORDER BY v.posting_id, v.content_hash;
