-- The postings whose quotes were withdrawn: the sentence that stands in place of each quote says so.
SELECT DISTINCT posting_id
FROM opening_findings
WHERE quote = $withdrawn
ORDER BY posting_id
