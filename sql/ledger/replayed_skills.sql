-- The skills of the replayed openings: those that today's rules read in their text, or (where they
-- have not read it) those that the earlier release had.
WITH read_now AS (
    SELECT
        content_hash,
        min(opening_id) AS opening_id
    FROM later.opening_facts
    GROUP BY content_hash
),

read_then AS (
    SELECT
        content_hash,
        min(opening_id) AS opening_id
    FROM earlier.opening_facts
    WHERE content_hash NOT IN (SELECT n.content_hash FROM read_now AS n)
    GROUP BY content_hash
)

SELECT
    o.opening_id,
    s.skill_id,
    s.mention_class,
    s.is_required
FROM openings AS o
INNER JOIN read_now AS n ON o.content_hash = n.content_hash
INNER JOIN later.opening_skills AS s ON n.opening_id = s.opening_id
UNION ALL
SELECT
    o.opening_id,
    s.skill_id,
    s.mention_class,
    s.is_required
FROM openings AS o
INNER JOIN read_then AS t ON o.content_hash = t.content_hash
INNER JOIN earlier.opening_skills AS s ON t.opening_id = s.opening_id
