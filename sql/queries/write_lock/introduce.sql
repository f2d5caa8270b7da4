-- Give this session a name, which stands for NAME, that others are told while it has the lock.
FROM postgres_query(
    'write_lock',
    'SELECT set_config(''application_name'', ''NAME'', false)'
);
