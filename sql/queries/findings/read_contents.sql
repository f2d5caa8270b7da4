-- The contents that a pipeline version has read, for pairs of title and company.
WITH wanted AS (
    SELECT
        unnest($titles::JSON::VARCHAR[]) AS title,
        unnest($companies::JSON::VARCHAR[]) AS company
)

SELECT
    v.title,
    v.company,
    list(DISTINCT v.content_hash) AS content_hashes
FROM posting_versions AS v
INNER JOIN readings AS r ON v.content_hash = r.content_hash
SEMI JOIN wanted AS w ON v.title = w.title AND v.company IS NOT DISTINCT FROM w.company
WHERE r.pipeline_version = $version
GROUP BY v.title, v.company;
