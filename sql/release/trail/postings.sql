-- The advertisements of these openings.
SELECT
    opening_id,
    posting_id,
    url
FROM posting_facts
WHERE opening_id IN (SELECT h.opening_id FROM holding AS h)
ORDER BY posting_id
