-- A finding that points outside its text or its sentence, or whose reason does, cannot be traced
-- back to it.
-- After: read
WITH lengths AS (
    SELECT
        content_hash,
        max(title_chars + 2 + text_chars) AS characters
    FROM posting_versions
    GROUP BY content_hash
)

SELECT
    f.content_hash,
    f.finding_number,
    f.start_char,
    f.end_char
FROM findings AS f
INNER JOIN lengths AS l ON f.content_hash = l.content_hash
WHERE
    f.start_char < 0
    OR f.end_char <= f.start_char
    OR f.end_char > l.characters
    OR f.sentence_start NOT BETWEEN 0 AND f.start_char
    OR f.sentence_end NOT BETWEEN f.end_char AND l.characters
    OR f.heading_start < 0
    OR f.heading_end NOT BETWEEN f.heading_start AND l.characters
    OR f.modifier_start < 0
    OR f.modifier_end NOT BETWEEN f.modifier_start AND l.characters;
