INSERT INTO joined_openings BY NAME
SELECT i.*  -- noqa: AM04
FROM incoming_rows AS i;
