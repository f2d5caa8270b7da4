-- One row a posting: the advertisements of openings, where they stand and when they were seen.
SELECT
    posting_id,
    opening_id,
    employer_id,
    employer_name,
    source,
    board,
    url,
    title,
    country,
    language,
    occupation,
    seniority,
    (first_seen AT TIME ZONE 'UTC')::DATE AS first_day,
    (last_seen AT TIME ZONE 'UTC')::DATE AS last_day,
    (posted_at AT TIME ZONE 'UTC')::DATE AS posted_day,
    (closed_at AT TIME ZONE 'UTC')::DATE AS closed_day
FROM main.postings
