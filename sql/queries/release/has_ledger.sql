-- Whether the release keeps a ledger (those of the first versions do not).
SELECT count(*) > 0 AS has_ledger
FROM duckdb_tables()
WHERE table_name = 'compared_with'
