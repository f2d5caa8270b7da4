SELECT
    count(*) AS postings,
    count(*) FILTER (WHERE closed_at IS NULL) AS open_postings
FROM postings;
