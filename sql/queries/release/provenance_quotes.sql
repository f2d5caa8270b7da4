-- The sentences that the chosen openings rest on, and why: findings of a kind, and of a value where
-- one is asked for. Releases that keep no reasons have none.
WITH reasoned AS (
    FROM opening_findings
    UNION ALL BY NAME
    SELECT
        NULL::VARCHAR AS section,
        NULL::VARCHAR AS section_rule,
        NULL::VARCHAR AS heading,
        NULL::VARCHAR AS modifier_rule,
        NULL::VARCHAR AS modifier
    WHERE FALSE
)

SELECT
    opening_id,
    posting_id,
    quote,
    quote_start,
    quote_end,
    kind,
    mention_class,
    rule,
    detail,
    section,
    section_rule,
    heading,
    modifier_rule,
    modifier
FROM reasoned
WHERE
    opening_id IN (SELECT c.opening_id FROM chosen_openings AS c)
    AND kind = $evidence
    AND ($wanted IS NULL OR list_contains(string_split($wanted, '|'), value))
    AND mention_class <> 'negated'
ORDER BY opening_id, start_char, end_char
