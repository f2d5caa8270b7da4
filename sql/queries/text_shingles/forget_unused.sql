-- What was kept of texts that no posting has any more.
DELETE FROM text_shingles
WHERE content_hash NOT IN (SELECT p.content_hash FROM postings AS p);
