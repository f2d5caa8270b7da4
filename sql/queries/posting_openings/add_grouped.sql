INSERT INTO grouped_postings BY NAME
SELECT i.*  -- noqa: AM04
FROM incoming_rows AS i;
