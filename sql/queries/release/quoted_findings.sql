-- The findings of `numbered_texts`, with their places there.
SELECT
    n.batch,
    n.text_number,
    f.finding_number,
    f.kind,
    f.value,
    f.mention_class,
    f.start_char,
    f.end_char,
    f.sentence_start,
    f.sentence_end,
    f.rule,
    f.detail::VARCHAR AS detail,
    f.section,
    f.section_rule,
    f.heading_start,
    f.heading_end,
    f.modifier_rule,
    f.modifier_start,
    f.modifier_end
FROM opening_findings AS f
INNER JOIN numbered_texts AS n ON f.opening_id = n.opening_id
