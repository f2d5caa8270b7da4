-- A migration recorded twice leaves in doubt which schema the warehouse has.
-- After: load
SELECT migration
FROM schema_migrations
GROUP BY migration
HAVING count(*) > 1;
