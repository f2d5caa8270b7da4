-- A text recorded twice doubles its posting in all numbers.
-- After: load
SELECT
    posting_id,
    content_hash
FROM posting_versions
GROUP BY posting_id, content_hash
HAVING count(*) > 1;
