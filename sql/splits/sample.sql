-- By the source and quarter (UTC) that the opening came from: the samples that a number pools.
WITH origins AS (
    SELECT
        opening_id,
        arg_min(source, ((first_seen AT TIME ZONE 'UTC')::DATE, posting_id)) AS origin,
        min(coalesce(posted_at, first_seen)) AT TIME ZONE 'UTC' AS began_at
    FROM postings
    GROUP BY opening_id
)

SELECT
    p.population_id,
    p.opening_id,
    concat_ws('|', o.origin, strftime(o.began_at, '%Y'), quarter(o.began_at)) AS group_value,
    o.origin || ', quarter ' || quarter(o.began_at) || ' of ' || strftime(o.began_at, '%Y')
        AS group_label
FROM population_openings AS p
INNER JOIN origins AS o ON p.opening_id = o.opening_id
