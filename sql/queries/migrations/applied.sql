SELECT
    migration,
    checksum
FROM schema_migrations
ORDER BY migration;
