-- How far the warehouse is read: the newest day of the data and, of the English postings, all,
-- those not read yet, and those that the pipeline failed on and nobody has dismissed.
SELECT
    max(p.last_seen AT TIME ZONE 'UTC')::DATE AS as_of,
    count(*) FILTER (WHERE p.language = 'en') AS english_postings,
    count(*) FILTER (
        WHERE p.language = 'en' AND NOT p.is_read AND q.quarantine_id IS NULL
    ) AS unread_postings,
    count(*) FILTER (
        WHERE
        p.language = 'en'
        AND NOT p.is_read
        AND q.quarantine_id IS NOT NULL
        AND d.item_id IS NULL
    ) AS unreadable_postings
FROM posting_facts AS p
LEFT JOIN quarantine AS q ON q.quarantine_id = 'reading-' || p.content_hash
LEFT JOIN quarantine_dismissals AS d ON q.item_id = d.item_id AND q.reason = d.reason
