-- A posting that belongs to no opening is counted once for every repost of it.
-- After: group
SELECT p.posting_id
FROM postings AS p
ANTI JOIN posting_openings AS o
    ON p.posting_id = o.posting_id AND p.content_hash = o.content_hash;
