-- Pairs of openings of two employers under one title, of which the texts of the first postings may
-- be nearly the same: they have $least_common of the least $sampled shingles in common (a bottom-k
-- sketch), and $shingles shingles at least.
WITH sampled AS (
    SELECT
        o.own_opening_id,
        o.employer_id,
        o.title_key,
        unnest(list_slice(s.shingles, 1, $sampled)) AS shingle
    FROM posting_openings AS o
    INNER JOIN text_shingles AS s ON o.content_hash = s.content_hash
    WHERE
        o.own_opening_id = 'o:' || o.posting_id
        AND o.employer_id != $unknown_employer
        AND len(s.shingles) >= $shingles
        AND o.title_key IN (
            SELECT w.title_key FROM unnest($title_keys::JSON::VARCHAR[]) AS w (title_key)
        )
)

SELECT
    a.own_opening_id AS one,
    b.own_opening_id AS other
FROM sampled AS a
INNER JOIN sampled AS b
    ON
        a.title_key = b.title_key
        AND a.shingle = b.shingle
        AND a.employer_id != b.employer_id
        AND a.own_opening_id < b.own_opening_id
GROUP BY a.own_opening_id, b.own_opening_id
HAVING count(*) >= $least_common
ORDER BY one, other;
