-- One row a statistic: what it measures, of what, and how it may be used.
SELECT
    statistic,
    title,
    definition,
    unit,
    denominator,
    stating,
    dimension,
    headline_measure,
    headline_view,
    minimum_openings,
    minimum_employers,
    caveats,
    usage
FROM main.statistics
