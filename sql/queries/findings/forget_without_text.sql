DELETE FROM findings
WHERE content_hash NOT IN (SELECT v.content_hash FROM posting_versions AS v);
