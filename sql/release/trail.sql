-- The postings of openings, with the sentences their representative's findings stand in.
-- Openings come in a scrambled but fixed order, so that the first few are no one employer's.
SELECT
    o.opening_id,
    o.employer_name,
    o.title,
    o.last_seen::DATE AS last_seen,
    (
        SELECT list({'posting_id': f.posting_id, 'url': f.url} ORDER BY f.posting_id)
        FROM posting_facts AS f
        WHERE f.opening_id = o.opening_id
    ) AS postings,
    (
        SELECT
            list(
                {
                    'posting_id': e.posting_id,
                    'mention_class': e.mention_class,
                    'rule': e.rule,
                    'quote': e.quote,
                    'start': e.quote_start,
                    'end': e.quote_end
                }
                ORDER BY e.start_char
            )
        FROM evidence AS e
        WHERE e.opening_id = o.opening_id
    ) AS quotes
FROM holding AS h
INNER JOIN opening_facts AS o ON h.opening_id = o.opening_id
ORDER BY hash(o.opening_id), o.opening_id
