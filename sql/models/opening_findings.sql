-- What was read from the representative posting of each opening, with its place in the text.
CREATE OR REPLACE VIEW opening_findings AS
SELECT
    o.opening_id,
    o.posting_id,
    o.content_hash,
    f.finding_number,
    f.kind,
    f.value,
    f.mention_class,
    f.start_char,
    f.end_char,
    f.sentence_start,
    f.sentence_end,
    f.rule,
    f.detail,
    f.section,
    f.section_rule,
    f.heading_start,
    f.heading_end,
    f.modifier_rule,
    f.modifier_start,
    f.modifier_end
FROM openings AS o
INNER JOIN findings AS f ON o.content_hash = f.content_hash
WHERE f.pipeline_version = (SELECT c.pipeline_version FROM current_pipeline AS c);
