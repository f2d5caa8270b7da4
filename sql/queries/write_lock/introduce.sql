-- Give this session a name, which stands for NAME, that others are told while it has the lock; it
-- waits for a lock for a second at most, so that it can be interrupted.
FROM postgres_query(
    'write_lock',
    'SELECT set_config(''application_name'', ''NAME'', false) AS name,
        set_config(''lock_timeout'', ''1s'', true) AS patience'
);
