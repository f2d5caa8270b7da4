-- The sentences that the chosen openings rest on: findings of a kind, and of a value where one is
-- asked for.
SELECT
    opening_id,
    posting_id,
    quote,
    mention_class,
    rule,
    quote_start,
    quote_end
FROM opening_findings
WHERE
    opening_id IN (SELECT c.opening_id FROM chosen_openings AS c)
    AND kind = $evidence
    AND value = coalesce($wanted, value)
    AND mention_class <> 'negated'
ORDER BY opening_id, start_char, end_char
