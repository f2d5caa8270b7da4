-- One row an opening: what it says, with pay as a sum a year and days instead of moments.
SELECT
    opening_id,
    employer_id,
    employer_name,
    title,
    occupation,
    seniority,
    country,
    language,
    years_min,
    degree,
    workplace,
    annual_pay(coalesce(pay_min, pay_max), pay_period) AS pay_low_year,
    annual_pay(coalesce(pay_max, pay_min), pay_period) AS pay_high_year,
    pay_currency,
    (first_seen AT TIME ZONE 'UTC')::DATE AS first_day,
    (last_seen AT TIME ZONE 'UTC')::DATE AS last_day,
    (posted_at AT TIME ZONE 'UTC')::DATE AS posted_day,
    is_open,
    postings,
    sources,
    posting_id
FROM main.openings
