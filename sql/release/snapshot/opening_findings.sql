-- The findings of openings that belong to a population, each with the sentence it stands in.
-- Texts belong to the employers: a release quotes the sentence (300 characters to either side at
-- most), never the whole text. A sentence ends at a line end or at . ! ? after two letters, so that
-- "e.g." and "U.S." do not end one.
WITH documents AS (
    SELECT
        posting_id,
        content_hash,
        CASE
            WHEN trim(title) = '' THEN text
            ELSE trim(regexp_replace(title, '\s+', ' ', 'g')) || chr(10) || chr(10) || text
        END AS document
    FROM posting_versions
),

cut AS (
    SELECT
        f.*,
        right(left(d.document, f.start_char), 300) AS text_before,
        substring(d.document, f.start_char + 1, f.end_char - f.start_char) AS words,
        substring(d.document, f.end_char + 1, 300) AS text_after
    FROM opening_findings AS f
    INNER JOIN documents AS d
        ON f.posting_id = d.posting_id AND f.content_hash = d.content_hash
    WHERE f.opening_id IN (SELECT p.opening_id FROM population_openings AS p)
),

quoted AS (
    SELECT
        *,
        regexp_replace(
            text_before, '(?s)^.*(?:[^.\s][^.\s][.!?]["”)]?\s+|\n)', ''
        ) AS opening,
        rtrim(
            regexp_extract(
                text_after,
                '(?s)^(?:[^.\s]?[.!?](?:\s|$)|.*?(?:[^.\s][^.\s][.!?](?:\s|$)|\n|$))'
            ),
            chr(10) || ' '
        ) AS closing
    FROM cut
)

SELECT
    opening_id,
    posting_id,
    content_hash,
    kind,
    value,
    mention_class,
    start_char,
    end_char,
    rule,
    detail,
    opening || words || closing AS quote,
    length(opening) AS quote_start,
    length(opening) + length(words) AS quote_end
FROM quoted
ORDER BY opening_id, start_char, end_char, kind, value, rule
