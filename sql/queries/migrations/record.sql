INSERT INTO schema_migrations (migration, checksum, applied_at)
VALUES ($migration, $checksum, now());
