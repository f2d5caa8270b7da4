-- The same as choose_openings, of a release that lacks `openings_of_estimates`: of whole
-- populations.
CREATE OR REPLACE TEMP TABLE chosen_openings AS
WITH answers AS (
    FROM query_table($statistic)
    UNPIVOT (
        is_held FOR measure IN (
            COLUMNS(
                LAMBDA name: name NOT LIKE 'amount%'
                AND name NOT IN ('population_id', 'opening_id', 'value', 'label')
            )
        )
    )
)

SELECT
    opening_id,
    row_number() OVER (ORDER BY md5(opening_id)) AS place
FROM answers
WHERE population_id = $population AND value = $wanted AND measure = $counted AND is_held
ORDER BY place
LIMIT $most
