-- The titles of postings of the employers that are grouped again, and of postings that are counted
-- with an opening that is gone: whether openings of several employers are one job is decided title
-- by title.
INSERT INTO moved_titles
SELECT DISTINCT o.title_key
FROM posting_openings AS o
WHERE
    o.title_key != ''
    AND o.title_key NOT IN (SELECT t.title_key FROM moved_titles AS t)
    AND (
        o.employer_id IN (SELECT b.employer_id FROM batched_postings AS b)
        OR o.opening_id NOT IN (SELECT own.own_opening_id FROM posting_openings AS own)
    );
