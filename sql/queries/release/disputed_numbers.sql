-- The numbers of a statistic that mislead as they stand. Earlier releases have those of whole
-- populations alone, and no column that says so.
WITH stored AS (
    SELECT
        d.*,
        to_json(d) AS own_columns  -- noqa: RF02
    FROM disagreements AS d
    WHERE d.statistic = $statistic
)

SELECT DISTINCT
    struct_pack(
        population_id := population_id,
        split := coalesce(own_columns ->> 'split', 'all'),
        group_value := coalesce(own_columns ->> 'group_value', ''),
        value := value,
        measure := measure
    ) AS number  -- noqa: RF04
FROM stored
