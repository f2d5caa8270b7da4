-- Kaplan and Meier's median life of the openings of each population, without an interval.
WITH lives AS (
    SELECT
        population_id,
        amount_median_days AS watched_days,
        coalesce(amount_median_days_from, -1) AS began_days,
        amount_median_days_ended AS ended
    FROM posting_lifetime
),

ends AS (
    SELECT
        population_id,
        watched_days AS life,
        sum(ended) AS ended
    FROM lives
    WHERE ended > 0 AND began_days < watched_days
    GROUP BY population_id, watched_days
),

changes AS (
    SELECT
        population_id,
        watched_days AS life,
        -1 AS entering
    FROM lives
    UNION ALL
    SELECT
        population_id,
        began_days AS life,
        1 AS entering
    FROM lives
),

at_risk AS (
    SELECT
        population_id,
        life,
        sum(sum(entering)) OVER (
            PARTITION BY population_id ORDER BY life
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS watched
    FROM changes
    GROUP BY population_id, life
),

survivors AS (
    SELECT
        e.population_id,
        e.life,
        exp(
            sum(ln(greatest(1 - e.ended / r.watched, 1e-12)))
                OVER (PARTITION BY e.population_id ORDER BY e.life)
        ) AS left_over
    FROM ends AS e
    INNER JOIN at_risk AS r ON e.population_id = r.population_id AND e.life = r.life
)

SELECT
    population_id,
    min(life) AS median_days
FROM survivors
WHERE left_over <= 0.5
GROUP BY population_id
