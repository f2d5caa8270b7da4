-- What is to be read for these contents: one text each, with a landing file it came from.
SELECT DISTINCT ON (v.content_hash)
    v.content_hash,
    v.title,
    v.text,
    v.company,
    v.locations,
    v.stated_workplace,
    v.stated_pay_min,
    v.stated_pay_max,
    v.stated_pay_currency,
    v.stated_pay_period,
    v.stated_pay_note,
    p.source,
    p.board,
    v.landing_file
FROM posting_versions AS v
INNER JOIN postings AS p ON v.posting_id = p.posting_id
WHERE
    v.content_hash IN (
        SELECT w.content_hash FROM unnest($content_hashes::JSON::VARCHAR[]) AS w (content_hash)
    )
ORDER BY v.content_hash, p.posting_id;
