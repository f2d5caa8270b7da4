-- What became of the boards since the release before.
SELECT
    source,
    board,
    became
FROM board_changes
ORDER BY source, board
