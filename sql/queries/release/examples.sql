-- Findings that are shown as examples, by their places in the table, with what they say.
SELECT
    f.rowid AS finding,
    o.employer_name,
    f.posting_id,
    f.quote,
    f.quote_start,
    f.quote_end,
    f.kind,
    f.mention_class,
    f.rule,
    f.detail,
    f.section,
    f.section_rule,
    f.heading,
    f.modifier_rule,
    f.modifier
FROM (SELECT unnest($findings::JSON::BIGINT[]) AS finding) AS c
INNER JOIN opening_findings AS f ON c.finding = f.rowid
INNER JOIN openings AS o ON f.opening_id = o.opening_id
