-- One row a posting: its current version and what the current pipeline read from it.
CREATE OR REPLACE VIEW posting_facts AS
SELECT
    p.posting_id,
    p.source,
    p.board,
    p.employer_id,
    p.employer_name,
    coalesce(o.opening_id, p.posting_id) AS opening_id,
    p.content_hash,
    p.title,
    p.url,
    p.locations,
    p.country,
    p.language,
    r.occupation,
    r.seniority,
    r.years_min,
    r.years_best,
    r.degree,
    r.pay_min,
    r.pay_max,
    r.pay_currency,
    r.pay_period,
    r.workplace,
    p.first_seen,
    p.last_seen,
    p.posted_at,
    p.closed_at,
    r.content_hash IS NOT NULL AS is_read
FROM current_postings AS p
LEFT JOIN posting_openings AS o ON p.posting_id = o.posting_id
LEFT JOIN readings AS r
    ON
        p.content_hash = r.content_hash
        AND r.pipeline_version = (SELECT c.pipeline_version FROM current_pipeline AS c);
