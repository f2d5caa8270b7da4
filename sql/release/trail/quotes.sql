-- The sentences these openings rest on; parameters: kind of finding, value or null for any.
SELECT
    opening_id,
    posting_id,
    mention_class,
    rule,
    quote,
    quote_start,
    quote_end
FROM findings
WHERE
    opening_id IN (SELECT h.opening_id FROM holding AS h)
    AND mention_class <> 'negated'
    AND kind = ?
    AND value = coalesce(?, value)
ORDER BY opening_id, start_char, end_char
