-- The headline numbers that a release published ($side: earlier or later), as a step.
INSERT INTO numbers BY NAME
SELECT
    $of_step AS step,  -- noqa: RF02
    e.statistic,
    e.population_id,
    coalesce(e.split, 'all') AS split,
    coalesce(e.group_value, '') AS group_value,
    e.value,
    CASE h.headline_view WHEN 'stating' THEN e.stating_share ELSE e.all_share END AS number,
    e.openings,
    CASE h.headline_view WHEN 'stating' THEN e.stating_openings ELSE e.of_openings END
        AS of_openings
FROM query_table($side || '_estimates') AS e  -- noqa: RF02
INNER JOIN headlines AS h ON e.statistic = h.statistic AND e.measure = h.measure
WHERE h.is_share AND number IS NOT NULL
UNION ALL BY NAME
SELECT
    $of_step AS step,  -- noqa: RF02
    f.statistic,
    f.population_id,
    f.split,
    f.group_value,
    f.value,
    f.number,
    f.openings,
    f.of_openings
FROM query_table($side || '_figures') AS f  -- noqa: RF02
INNER JOIN headlines AS h ON f.statistic = h.statistic AND f.figure = h.measure
WHERE NOT h.is_share
