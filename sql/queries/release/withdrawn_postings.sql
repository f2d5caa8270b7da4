-- The postings whose quotes were withdrawn: what stands in place of each sentence says so.
SELECT DISTINCT posting_id
FROM opening_findings
WHERE quote = $withdrawn
ORDER BY posting_id
