-- One row a closed posting: the fetches that its closing rests on.
SELECT *  -- noqa: AM04
FROM closures
ORDER BY posting_id
