-- One row a population: its conditions, and the sample that the release holds of it.
SELECT
    p.population_id,
    p.label,
    p.occupation,
    p.country,
    p.language,
    p.seniority,
    p.source,
    p.period_days,
    p.since,
    p.until,
    coalesce(s.openings, 0) AS openings,
    coalesce(s.postings, 0) AS postings,
    coalesce(s.employers, 0) AS employers,
    s.first_day,
    s.last_day
FROM main.populations AS p
LEFT JOIN main.samples AS s ON p.population_id = s.population_id
