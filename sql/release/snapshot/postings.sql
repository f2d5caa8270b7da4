-- One row a posting: its present version and what was read from it.
SELECT *  -- noqa: AM04
FROM posting_facts
ORDER BY posting_id
