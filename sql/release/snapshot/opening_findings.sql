-- The findings of openings that belong to a population, each with the sentence it was judged in
-- and the words that decided. Texts belong to the employers: a release quotes the sentence (300
-- characters to either side of the words at most) and of the words that decided 160 characters at
-- most, never the whole text. Readings older than the kept sentences have the line.
WITH cut AS (
    SELECT
        f.*,
        right(left(document(v.title, v.text), f.start_char), 300) AS text_before,
        substring(
            document(v.title, v.text), f.start_char + 1, f.end_char - f.start_char
        ) AS words,
        substring(document(v.title, v.text), f.end_char + 1, 300) AS text_after,
        substring(
            document(v.title, v.text),
            f.heading_start + 1,
            least(f.heading_end - f.heading_start, 160)
        ) AS heading,
        substring(
            document(v.title, v.text),
            f.modifier_start + 1,
            least(f.modifier_end - f.modifier_start, 160)
        ) AS modifier
    FROM opening_findings AS f
    INNER JOIN posting_versions AS v
        ON f.posting_id = v.posting_id AND f.content_hash = v.content_hash
    WHERE f.opening_id IN (SELECT p.opening_id FROM population_openings AS p)
),

quoted AS (
    SELECT
        *,
        CASE
            WHEN sentence_start IS NULL THEN regexp_extract(text_before, '[^\n]*\z')
            ELSE right(text_before, start_char - sentence_start)
        END AS opening,
        CASE
            WHEN sentence_end IS NULL THEN rtrim(regexp_extract(text_after, '\A[^\n]*'))
            ELSE left(text_after, sentence_end - end_char)
        END AS closing
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
    detail::VARCHAR AS detail,
    opening || words || closing AS quote,
    length(opening) AS quote_start,
    length(opening) + length(words) AS quote_end,
    section,
    section_rule,
    heading,
    modifier_rule,
    modifier
FROM quoted
ORDER BY opening_id, start_char, end_char, kind, value, rule
