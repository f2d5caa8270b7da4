-- Kaplan and Meier's median life of the openings of each population, without an interval.
WITH lives AS (
    SELECT
        population_id,
        amount_median_days AS until,
        coalesce(amount_median_days_from, -1) AS since,
        amount_median_days_ended AS ended
    FROM posting_lifetime
),

ends AS (
    SELECT
        population_id,
        until AS day,
        sum(ended) AS ended
    FROM lives
    WHERE ended > 0 AND since < until
    GROUP BY population_id, until
),

changes AS (
    SELECT
        population_id,
        until AS day,
        -1 AS change
    FROM lives
    UNION ALL
    SELECT
        population_id,
        since AS day,
        1 AS change
    FROM lives
),

at_risk AS (
    SELECT
        population_id,
        day,
        sum(sum(change)) OVER (
            PARTITION BY population_id ORDER BY day
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS watched
    FROM changes
    GROUP BY population_id, day
),

survivors AS (
    SELECT
        e.population_id,
        e.day,
        exp(
            sum(ln(greatest(1 - e.ended / r.watched, 1e-12)))
                OVER (PARTITION BY e.population_id ORDER BY e.day)
        ) AS left_over
    FROM ends AS e
    INNER JOIN at_risk AS r ON e.population_id = r.population_id AND e.day = r.day
)

SELECT
    population_id,
    min(day) AS median_days
FROM survivors
WHERE left_over <= 0.5
GROUP BY population_id
