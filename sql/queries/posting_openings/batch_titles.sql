-- The titles under which several employers have openings, in batches of about $size openings; those
-- of one title stay together.
CREATE OR REPLACE TEMP TABLE batched_titles AS
WITH counted AS (
    SELECT
        o.title_key,
        count(*) AS openings
    FROM posting_openings AS o
    SEMI JOIN moved_titles AS t ON o.title_key = t.title_key
    WHERE o.own_opening_id = 'o:' || o.posting_id
    GROUP BY o.title_key
    HAVING min(o.employer_id) != max(o.employer_id)
)

SELECT
    title_key,
    ((sum(openings) OVER (ORDER BY title_key) - openings) // $size)::INTEGER AS batch
FROM counted;
