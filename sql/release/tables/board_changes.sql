CREATE TABLE board_changes (
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    became VARCHAR NOT NULL,
    PRIMARY KEY (source, board)
);
