-- What the shares that a release published are shares of.
INSERT INTO samples_of_steps BY NAME
SELECT
    $of_step AS step,  -- noqa: RF02
    statistic,
    population_id,
    split,
    group_value,
    openings,
    stating_openings AS stating
FROM query_table($side || '_denominators')
