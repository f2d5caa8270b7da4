-- What tells others that this DuckLake was given up.
CREATE TABLE moved (
    target VARCHAR NOT NULL,
    moved_at TIMESTAMPTZ NOT NULL
);
