-- The sentences these openings rest on: findings of the kind (and value) that `holding` asks for.
SELECT
    f.opening_id,
    f.posting_id,
    f.quote,
    f.mention_class,
    f.rule,
    f.quote_start,
    f.quote_end
FROM findings AS f
INNER JOIN holding AS h
    ON
        f.opening_id = h.opening_id
        AND f.kind = h.kind
        AND f.value = coalesce(h.value, f.value)
WHERE f.mention_class <> 'negated'
ORDER BY f.opening_id, f.start_char, f.end_char
