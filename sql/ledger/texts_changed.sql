-- How many of the earlier release's postings have another text today.
SELECT count(*) AS texts_changed
FROM later.posting_facts AS l
INNER JOIN earlier.posting_facts AS e ON l.posting_id = e.posting_id
WHERE l.content_hash <> e.content_hash
