-- Postings that these landing files should give: they were sighted last in the fetch of one of
-- them, or their present text is from one. Whole are those that were sighted first in one of them
-- and all of whose texts are from them. (Imported rows are sighted at times of their own.)
WITH files AS (
    SELECT w.landing_file
    FROM unnest($landing_files::JSON::VARCHAR[]) AS w (landing_file)
),

loaded AS (
    SELECT DISTINCT
        f.source,
        f.board,
        f.started_at
    FROM fetches AS f
    SEMI JOIN files AS l ON f.landing_file = l.landing_file
),

texts AS (
    SELECT
        v.posting_id,
        v.content_hash,
        l.landing_file IS NOT NULL AS is_loaded
    FROM posting_versions AS v
    LEFT JOIN files AS l ON v.landing_file = l.landing_file
),

whole AS (
    SELECT
        posting_id,
        bool_and(is_loaded) AS is_whole
    FROM texts
    GROUP BY posting_id
)

SELECT
    p.posting_id,
    p.source,
    p.board,
    w.is_whole AND (p.board = 'import' OR b.started_at IS NOT NULL) AS is_whole
FROM postings AS p
INNER JOIN whole AS w ON p.posting_id = w.posting_id
LEFT JOIN texts AS t ON p.posting_id = t.posting_id AND p.content_hash = t.content_hash
LEFT JOIN loaded AS l
    ON p.source = l.source AND p.board = l.board AND p.sighted_at = l.started_at
LEFT JOIN loaded AS b
    ON p.source = b.source AND p.board = b.board AND p.first_seen = b.started_at
WHERE t.is_loaded OR l.started_at IS NOT NULL
ORDER BY p.posting_id;
