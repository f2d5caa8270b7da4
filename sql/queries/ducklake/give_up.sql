INSERT INTO moved (target, moved_at)
VALUES ($target, now());
