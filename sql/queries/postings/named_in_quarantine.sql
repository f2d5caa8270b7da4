-- Those of these postings that an item of these landing files in quarantine may be: its landing
-- line holds the first word of the posting's id. (Of some sources that is all of the id that stands
-- there as it is: another role of one comment, say, has the comment's id and words of ours.)
WITH refused AS (
    SELECT
        source,
        board,
        payload
    FROM quarantine
    WHERE
        reason <> $reading_reason
        AND landing_file IN (
            SELECT w.landing_file FROM unnest($landing_files::JSON::VARCHAR[]) AS w (landing_file)
        )
),

wanted AS (
    SELECT
        posting_id,
        source,
        board,
        regexp_extract(native_id, '[A-Za-z0-9]*') AS first_word
    FROM postings
    WHERE
        posting_id IN (
            SELECT w.posting_id FROM unnest($posting_ids::JSON::VARCHAR[]) AS w (posting_id)
        )
)

SELECT DISTINCT p.posting_id
FROM wanted AS p
INNER JOIN refused AS q ON p.source = q.source AND p.board = q.board
WHERE contains(q.payload, p.first_word)
ORDER BY p.posting_id;
