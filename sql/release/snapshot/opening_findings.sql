-- The findings of all openings, whether a published population has them or not, each with the
-- sentence it was judged in and the words that decided: cut out of the texts, batch by batch of
-- openings, and put in order by `skillscan.release.findings`.
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
    quote,
    quote_start,
    quote_end,
    section,
    section_rule,
    heading,
    modifier_rule,
    modifier
FROM cut_findings
