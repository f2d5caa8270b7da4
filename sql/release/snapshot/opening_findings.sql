-- The findings of openings that belong to a population, each with the sentence it was judged in
-- and the words that decided; made of some openings (by id) after the others. Texts belong to the
-- employers: a release quotes the sentence (300 characters to either side of the words at most) and
-- of the words that decided 160 characters at most, never the whole text. Readings older than the
-- kept sentences have the line.
-- A sentence or heading is cut out once for all findings in it: a text has a fifth as many, and
-- who cuts reads the text up to there.
WITH texts AS (
    SELECT
        (row_number() OVER (ORDER BY o.opening_id))::INTEGER AS text_number,
        o.opening_id,
        document(v.title, v.text) AS posting_text
    FROM openings AS o
    INNER JOIN posting_versions AS v
        ON o.posting_id = v.posting_id AND o.content_hash = v.content_hash
    WHERE
        o.opening_id BETWEEN $first_opening AND $last_opening  -- noqa: RF02
        AND o.opening_id IN (SELECT p.opening_id FROM population_openings AS p)
),

found AS (
    SELECT
        t.text_number,
        f.*,
        f.sentence_start IS NULL OR f.sentence_end IS NULL AS has_no_sentence,
        greatest(f.sentence_start, f.start_char - 300) AS quote_from,
        least(f.sentence_end, f.end_char + 300) AS quote_to,
        least(f.heading_end, f.heading_start + 160) AS heading_to,
        least(f.modifier_end, f.modifier_start + 160) AS modifier_to
    FROM opening_findings AS f
    INNER JOIN texts AS t ON f.opening_id = t.opening_id
    WHERE f.opening_id BETWEEN $first_opening AND $last_opening  -- noqa: RF02
),

places AS (
    SELECT
        text_number,
        sentence_start AS first_char,
        sentence_end AS end_char
    FROM found
    WHERE NOT has_no_sentence
    UNION
    SELECT
        text_number,
        heading_start AS first_char,
        heading_to AS end_char
    FROM found
    WHERE heading_start IS NOT NULL
    UNION
    SELECT
        text_number,
        modifier_start AS first_char,
        modifier_to AS end_char
    FROM found
    WHERE modifier_start IS NOT NULL
),

cut AS (
    SELECT
        p.text_number,
        p.first_char,
        p.end_char,
        substring(t.posting_text, p.first_char + 1, p.end_char - p.first_char) AS words
    FROM places AS p
    INNER JOIN texts AS t ON p.text_number = t.text_number
),

lines AS (
    SELECT
        f.text_number,
        f.finding_number,
        CASE
            WHEN f.sentence_start IS NULL
                THEN regexp_extract(right(left(t.posting_text, f.start_char), 300), '[^\n]*\z')
            ELSE substring(t.posting_text, f.quote_from + 1, f.start_char - f.quote_from)
        END AS opening,
        substring(t.posting_text, f.start_char + 1, f.end_char - f.start_char) AS words,
        CASE
            WHEN f.sentence_end IS NULL
                THEN rtrim(
                    regexp_extract(substring(t.posting_text, f.end_char + 1, 300), '\A[^\n]*')
                )
            ELSE substring(t.posting_text, f.end_char + 1, f.quote_to - f.end_char)
        END AS closing
    FROM found AS f
    INNER JOIN texts AS t ON f.text_number = t.text_number
    WHERE f.has_no_sentence
)

SELECT
    f.opening_id,
    f.posting_id,
    f.content_hash,
    f.kind,
    f.value,
    f.mention_class,
    f.start_char,
    f.end_char,
    f.rule,
    f.detail::VARCHAR AS detail,
    coalesce(
        l.opening || l.words || l.closing,
        substring(s.words, f.quote_from - f.sentence_start + 1, f.quote_to - f.quote_from)
    ) AS quote,
    coalesce(length(l.opening), f.start_char - f.quote_from) AS quote_start,
    coalesce(length(l.opening) + length(l.words), f.end_char - f.quote_from) AS quote_end,
    f.section,
    f.section_rule,
    h.words AS heading,
    f.modifier_rule,
    m.words AS modifier
FROM found AS f
LEFT JOIN cut AS s
    ON
        f.text_number = s.text_number
        AND f.sentence_start = s.first_char
        AND f.sentence_end = s.end_char
LEFT JOIN cut AS h
    ON
        f.text_number = h.text_number
        AND f.heading_start = h.first_char
        AND f.heading_to = h.end_char
LEFT JOIN cut AS m
    ON
        f.text_number = m.text_number
        AND f.modifier_start = m.first_char
        AND f.modifier_to = m.end_char
LEFT JOIN lines AS l ON f.text_number = l.text_number AND f.finding_number = l.finding_number
ORDER BY
    f.text_number, f.start_char, f.end_char, f.kind, f.value, f.rule, f.finding_number
