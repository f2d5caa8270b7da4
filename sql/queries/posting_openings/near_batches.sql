-- The batches of titles that have such pairs.
SELECT DISTINCT batch
FROM near_openings
ORDER BY batch;
