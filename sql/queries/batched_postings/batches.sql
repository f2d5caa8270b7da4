-- The batches there are, in their order.
SELECT DISTINCT batch
FROM batched_postings
ORDER BY batch;
