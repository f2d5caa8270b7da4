-- Fetches of these boards that brought what the boards held.
WITH boards AS (
    SELECT
        b.pair.source,
        b.pair.board
    FROM unnest($boards::JSON::STRUCT(source VARCHAR, board VARCHAR)[]) AS b (pair)
)

SELECT
    f.source,
    f.board,
    f.started_at
FROM fetches AS f
SEMI JOIN boards AS b ON f.source = b.source AND f.board = b.board
WHERE NOT f.is_not_modified;
