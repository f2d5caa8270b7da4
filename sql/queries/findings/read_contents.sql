-- The contents that a pipeline version has read, or ran out of time on, for pairs of title and
-- company.
WITH wanted AS (
    SELECT
        unnest($titles::JSON::VARCHAR[]) AS title,
        unnest($companies::JSON::VARCHAR[]) AS company
),

done AS (
    SELECT content_hash FROM readings
    WHERE pipeline_version = $version
    UNION ALL
    SELECT substr(quarantine_id, length('reading-') + 1) AS content_hash FROM quarantine
    WHERE
        starts_with(quarantine_id, 'reading-')
        AND starts_with(payload, '{"pipeline_version": "' || $version || '"')
)

SELECT
    v.title,
    v.company,
    list(DISTINCT v.content_hash) AS content_hashes
FROM posting_versions AS v
INNER JOIN done AS d ON v.content_hash = d.content_hash
SEMI JOIN wanted AS w ON v.title = w.title AND v.company IS NOT DISTINCT FROM w.company
GROUP BY v.title, v.company;
