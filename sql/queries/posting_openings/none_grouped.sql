-- What came of the grouping, before it is stored; nothing so far.
CREATE OR REPLACE TEMP TABLE grouped_postings AS
SELECT o.*  -- noqa: AM04
FROM posting_openings AS o
WHERE false;
