-- What each source gives a population: postings and the openings they are of (one that stands on
-- two sources counts in both), boards, and the days (UTC) on which its postings were seen.
WITH members AS (
    SELECT posting_id
    FROM population_postings
    WHERE population_id = $population
)

SELECT
    p.source,
    count(*) AS postings,
    count(DISTINCT p.opening_id) AS openings,
    count(DISTINCT p.board) AS boards,
    min(p.first_seen)::DATE AS first_day,
    max(p.last_seen)::DATE AS last_day
FROM postings AS p
SEMI JOIN members AS m ON p.posting_id = m.posting_id
GROUP BY p.source
ORDER BY p.source ASC
