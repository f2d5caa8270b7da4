-- By the source and quarter (UTC) that the opening came from: the samples that a number pools.
WITH origins AS (
    SELECT
        f.opening_id,
        arg_min(f.source, ((f.first_seen AT TIME ZONE 'UTC')::DATE, f.posting_id)) AS origin,
        min(coalesce(f.posted_at, f.first_seen)) AT TIME ZONE 'UTC' AS began_at
    FROM postings AS f
    GROUP BY f.opening_id
)

SELECT
    p.population_id,
    p.opening_id,
    concat_ws('|', o.origin, strftime(o.began_at, '%Y'), quarter(o.began_at)) AS group_value,
    o.origin || ', quarter ' || quarter(o.began_at) || ' of ' || strftime(o.began_at, '%Y')
        AS group_label
FROM population_openings AS p
INNER JOIN origins AS o ON p.opening_id = o.opening_id
