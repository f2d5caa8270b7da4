-- One row a value of a statistic that is withheld for a whole population: counts without a share.
SELECT
    statistic,
    population_id,
    value,
    label,
    kind,
    measure,
    openings,
    employers,
    of_openings,
    of_employers,
    stating_openings,
    stating_employers
FROM main.withheld_counts
