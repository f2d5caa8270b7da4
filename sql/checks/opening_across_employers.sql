-- An opening that joins postings of two employers counts two jobs as one, unless a decision says
-- why it is one; and an employer that tells two openings apart has them told apart.
-- After: group
WITH known AS (
    SELECT
        p.employer_id,
        o.opening_id,
        coalesce(o.own_opening_id, o.opening_id) AS own_opening_id,
        o.joined_by
    FROM posting_openings AS o
    INNER JOIN postings AS p ON o.posting_id = p.posting_id
)

SELECT own_opening_id AS opening_id
FROM known
GROUP BY own_opening_id
HAVING count(DISTINCT employer_id) > 1 OR count(DISTINCT opening_id) > 1
UNION
SELECT opening_id
FROM known
GROUP BY opening_id
HAVING count(DISTINCT employer_id) FILTER (WHERE joined_by IS NULL) > 1
UNION
SELECT opening_id
FROM known
GROUP BY opening_id, employer_id
HAVING count(DISTINCT own_opening_id) > 1;
