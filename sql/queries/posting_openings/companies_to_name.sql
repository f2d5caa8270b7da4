-- Companies of postings that these rules have not grouped, with the employer they are known under.
SELECT DISTINCT
    p.employer_id,
    p.company
FROM current_postings AS p
LEFT JOIN posting_openings AS o ON p.posting_id = o.posting_id
WHERE
    p.company IS NOT NULL
    AND (o.posting_id IS NULL OR o.grouping_version != $version)
ORDER BY p.employer_id, p.company;
