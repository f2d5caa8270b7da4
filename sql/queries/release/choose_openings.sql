-- The openings of a number that are shown: in a fixed order that mixes employers.
CREATE OR REPLACE TEMP TABLE chosen_openings AS
WITH counted AS (
    SELECT DISTINCT opening_id
    FROM openings_of_estimates
    WHERE
        statistic = $statistic
        AND population_id = $population
        AND split = $split_name
        AND group_value = $group_name
        AND value = $wanted
        AND measure = $counted
)

SELECT
    opening_id,
    row_number() OVER (ORDER BY md5(opening_id)) AS place
FROM counted
ORDER BY place
LIMIT $most
