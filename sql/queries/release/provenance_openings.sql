-- The chosen openings, in their order.
SELECT
    o.opening_id,
    o.employer_name,
    o.title,
    o.last_seen::DATE AS last_day
FROM chosen_openings AS c
INNER JOIN openings AS o ON c.opening_id = o.opening_id
ORDER BY c.place
