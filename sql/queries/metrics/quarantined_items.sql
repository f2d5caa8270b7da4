-- Sources whose items were all dealt with stand there with nought.
SELECT
    source,
    count(*) FILTER (WHERE NOT is_dismissed) AS items
FROM quarantined_items
GROUP BY source
ORDER BY source;
