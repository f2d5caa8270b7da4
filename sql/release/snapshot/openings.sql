-- One row an opening: what its representative says, and the counts of its postings.
SELECT *  -- noqa: AM04
FROM openings
ORDER BY opening_id
