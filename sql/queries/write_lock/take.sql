-- Take the lock of the catalog's database until the transaction ends, if nobody has it.
FROM postgres_query('write_lock', 'SELECT pg_try_advisory_xact_lock(7311, 15)');
