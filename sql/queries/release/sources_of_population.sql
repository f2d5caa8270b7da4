-- What each source gives a population: postings and the openings they are of (one that stands on two
-- sources counts in both), boards, and the days (UTC) on which its postings were seen.
SELECT
    p.source,
    count(*) AS postings,
    count(DISTINCT p.opening_id) AS openings,
    count(DISTINCT p.board) AS boards,
    min(p.first_seen)::DATE AS first_day,
    max(p.last_seen)::DATE AS last_day
FROM postings AS p
INNER JOIN population_postings AS m ON p.posting_id = m.posting_id
WHERE m.population_id = $population
GROUP BY p.source
ORDER BY postings DESC, p.source
