-- By the month (UTC) in which the opening was posted, or first seen where no day is stated.
SELECT
    p.population_id,
    p.opening_id,
    strftime(coalesce(o.posted_at, o.first_seen) AT TIME ZONE 'UTC', '%Y-%m') AS group_value,
    strftime(coalesce(o.posted_at, o.first_seen) AT TIME ZONE 'UTC', '%B %Y') AS group_label
FROM population_openings AS p
INNER JOIN openings AS o ON p.opening_id = o.opening_id
