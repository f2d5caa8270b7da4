-- One row a posting: its present state, its present text and its employer.
CREATE OR REPLACE VIEW current_postings AS
SELECT
    p.posting_id,
    p.source,
    p.board,
    p.native_id,
    p.employer_id,
    e.name AS employer_name,
    p.content_hash,
    p.url,
    p.first_seen,
    p.last_seen,
    p.posted_at,
    p.closed_at,
    p.closed_reason,
    v.title,
    v.text,
    v.company,
    v.locations,
    v.country,
    v.language,
    v.department,
    v.employment_type,
    v.landing_file,
    v.valid_from
FROM postings AS p
INNER JOIN posting_versions AS v
    ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
INNER JOIN employers AS e ON p.employer_id = e.employer_id;
