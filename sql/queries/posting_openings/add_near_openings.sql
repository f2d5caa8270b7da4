-- Pairs of openings of two employers under one title, of which the texts of the first postings may
-- be nearly the same: they have $least_common of the shingles in common that were sampled.
INSERT INTO near_openings
WITH sampled AS (
    SELECT
        batch,
        own_opening_id,
        employer_id,
        title_key,
        unnest(shingles) AS shingle
    FROM incoming_rows
)

SELECT
    a.batch,
    a.own_opening_id AS one,
    b.own_opening_id AS other
FROM sampled AS a
INNER JOIN sampled AS b
    ON
        a.title_key = b.title_key
        AND a.shingle = b.shingle
        AND a.employer_id != b.employer_id
        AND a.own_opening_id < b.own_opening_id
GROUP BY a.batch, a.own_opening_id, b.own_opening_id
HAVING count(*) >= $least_common;
