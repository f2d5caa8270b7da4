-- How many openings, each of one employer, there are under each of these titles.
SELECT
    title_key,
    count(DISTINCT own_opening_id) AS openings
FROM posting_openings
WHERE
    title_key IN (
        SELECT w.title_key FROM unnest($title_keys::JSON::VARCHAR[]) AS w (title_key)
    )
GROUP BY title_key
ORDER BY title_key;
