-- Claim keys, for which KEYS stands, until the transaction ends; those that nobody else has.
FROM postgres_query(
    'write_lock',
    'SELECT key FROM unnest(ARRAY[KEYS]::INTEGER[]) AS keys (key)
    WHERE pg_try_advisory_xact_lock(7312, key)'
);
