-- Postings of these companies belong to these employers.
UPDATE postings SET employer_id = named.employer_id
FROM (
    SELECT
        p.posting_id,
        i.employer_id
    FROM current_postings AS p
    INNER JOIN incoming_rows AS i ON p.company = i.name
) AS named
WHERE postings.posting_id = named.posting_id;
