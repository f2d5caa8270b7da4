SELECT
    source,
    CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END AS state,
    count(*) AS postings
FROM postings
GROUP BY ALL
ORDER BY ALL;
