-- A posting whose present text is missing would silently drop out of every statistic.
-- After: load
SELECT p.posting_id
FROM postings AS p
LEFT JOIN posting_versions AS v
    ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
WHERE v.posting_id IS NULL OR v.title_chars = 0 OR v.text_chars = 0;
