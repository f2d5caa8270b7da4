CREATE TABLE compared_with (
    earlier_release VARCHAR NOT NULL,
    texts_changed BIGINT NOT NULL
);
