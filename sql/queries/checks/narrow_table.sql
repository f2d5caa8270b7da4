-- A table's rows of the contents that are looked at, under its own name (narrowed), instead of all
-- of it (whole).
CREATE TEMP VIEW narrowed AS
SELECT w.*  -- noqa: AM04
FROM whole AS w
SEMI JOIN checked_contents AS c ON w.content_hash = c.content_hash;
