-- Take the lock of the catalog's database until the transaction ends, in the order of asking.
FROM postgres_query(
    'write_lock',
    'SELECT CAST(pg_advisory_xact_lock(7311, 15) AS TEXT) AS taken'
);
