-- The openings of the temporary table `holding`, in its order.
SELECT
    o.opening_id,
    o.employer_name,
    o.title,
    o.last_seen::DATE AS last_day
FROM holding AS h
INNER JOIN opening_facts AS o ON h.opening_id = o.opening_id
ORDER BY h.place
