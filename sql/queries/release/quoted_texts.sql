-- The texts of `numbered_texts`.
SELECT
    n.batch,
    n.text_number,
    n.opening_id,
    n.posting_id,
    n.content_hash,
    document(v.title, v.text) AS posting_text
FROM numbered_texts AS n
INNER JOIN posting_versions AS v
    ON n.posting_id = v.posting_id AND n.content_hash = v.content_hash
