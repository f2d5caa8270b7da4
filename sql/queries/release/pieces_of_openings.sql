-- The first and the last id of each so many openings, in the order of their ids.
WITH numbered AS (
    SELECT
        opening_id,
        (row_number() OVER (ORDER BY opening_id) - 1) // $size AS piece
    FROM openings
)

SELECT
    min(opening_id) AS first_opening,
    max(opening_id) AS last_opening
FROM numbered
GROUP BY piece
ORDER BY piece
