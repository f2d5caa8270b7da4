-- Pairs of openings of a batch that may be one job.
SELECT
    one,
    other
FROM near_openings
WHERE batch = $batch
ORDER BY one, other;
