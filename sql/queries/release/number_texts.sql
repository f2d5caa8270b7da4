-- The texts that a release quotes, those of all openings, for macros count any of them: numbered in
-- the order of the openings, and in which batch of $size of them each is.
CREATE OR REPLACE TEMP TABLE numbered_texts AS
SELECT
    (row_number() OVER (ORDER BY o.opening_id) - 1)::INTEGER AS text_number,
    (text_number // $size)::INTEGER AS batch,  -- noqa: RF02
    o.opening_id,
    o.posting_id,
    o.content_hash
FROM openings AS o
SEMI JOIN posting_versions AS v
    ON o.posting_id = v.posting_id AND o.content_hash = v.content_hash
