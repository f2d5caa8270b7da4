-- The least $sampled shingles of the first postings' texts (a bottom-k sketch), where there are
-- $shingles at least.
SELECT
    t.batch,
    o.own_opening_id,
    o.employer_id,
    o.title_key,
    list_slice(s.shingles, 1, $sampled) AS shingles
FROM text_shingles AS s
INNER JOIN posting_openings AS o ON s.content_hash = o.content_hash
INNER JOIN batched_titles AS t ON o.title_key = t.title_key
WHERE
    o.own_opening_id = 'o:' || o.posting_id
    AND o.employer_id != $unknown_employer
    AND len(s.shingles) >= $shingles;
