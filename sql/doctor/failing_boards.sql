-- boards that failed three times in a row
-- Do: skillscan boards check tells living from dead
-- (A board that is visited no more, as it was taken from the list, counts for thirty days.)
WITH asked AS (
    SELECT f.*
    FROM fetches AS f
    WHERE
        coalesce(f.reason, '') NOT IN ('offline', 'tdm_reserved')
        AND f.outcome != 'not_tried'
        AND NOT EXISTS (  -- an outage of the provider, which doctor tells of by itself
            SELECT 1
            FROM fetches AS o
            WHERE
                o.source = f.source
                AND o.outcome = 'not_tried'
                AND f.outcome = 'failed'
                AND f.reason IN (
                    'cannot_resolve',
                    'connection_failed',
                    'connection_lost',
                    'connection_refused',
                    'proxy_refused',
                    'rate_limited',
                    'robots_unavailable',
                    'server_error',
                    'timeout'
                )
                AND o.started_at BETWEEN f.started_at AND f.started_at + INTERVAL 6 HOUR
        )
)

SELECT concat_ws(' ', source || '/' || board, arg_max_null(reason, started_at)) AS found
FROM asked
GROUP BY source, board
HAVING
    count(*) >= 3
    AND list_distinct(arg_max(outcome, started_at, 3)) = ['failed']
    AND max(started_at) > (SELECT max(f.started_at) FROM fetches AS f) - INTERVAL 30 DAY
ORDER BY source, board;
