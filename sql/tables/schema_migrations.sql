-- One row a migration of sql/schema that this warehouse has had.
CREATE TABLE schema_migrations (
    migration VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
