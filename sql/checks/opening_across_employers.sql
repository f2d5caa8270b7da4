-- An opening that joins postings of two employers counts two jobs as one.
-- After: group
SELECT o.opening_id
FROM posting_openings AS o
INNER JOIN postings AS p ON o.posting_id = p.posting_id
GROUP BY o.opening_id
HAVING count(DISTINCT p.employer_id) > 1;
