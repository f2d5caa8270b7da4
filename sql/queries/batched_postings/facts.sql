-- What is known of the postings, and what was read of them.
SELECT
    b.batch,
    b.title_key,
    f.posting_id,
    f.employer_id,
    f.employer_name,
    f.content_hash,
    f.first_seen,
    f.last_seen,
    f.title,
    f.locations,
    f.country,
    f.language,
    f.years_min,
    f.degree,
    f.seniority,
    f.pay_min,
    f.pay_max,
    f.pay_currency,
    f.pay_period
FROM posting_facts AS f
INNER JOIN batched_postings AS b ON f.posting_id = b.posting_id;
