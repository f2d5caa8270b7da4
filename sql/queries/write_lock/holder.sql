-- The name of the session that has the lock.
FROM postgres_query(
    'write_lock',
    'SELECT a.application_name
    FROM pg_locks AS l
    INNER JOIN pg_stat_activity AS a ON l.pid = a.pid
    WHERE l.locktype = ''advisory'' AND l.classid = 7311 AND l.objid = 15 AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())'
);
