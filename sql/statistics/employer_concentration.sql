/*
id: employer_concentration
order: 17
title: How the openings are spread over employers
definition: >-
  Share of the openings that the largest, the five and the ten largest employers have, and the
  effective number of employers (the inverse of the sum of squared shares): how many equally large
  ones would give the same concentration.
unit: population
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population.
stating: >-
  Every opening has an employer.
dimension:
  name: employers
  label: Employers
figures:
  held:
    kind: count
    says: >-
      Share of the openings that they have.
    unit: share
    sentence: >-
      Of the openings for {population}, {label} have {number} ({openings} openings of {employers}
      employers, {first_day} to {last_day}).
  effective:
    kind: count
    says: >-
      Effective number of employers.
    unit: employers
    sentence: >-
      The openings for {population} are spread as over {number} equally large employers ({openings}
      openings of {employers} employers, {first_day} to {last_day}).
headline:
  measure: held
  view: all
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, sample_not_market]
usage: [no_market_share]
related: [sample_size]
*/
WITH ranked AS (
    SELECT
        population_id,
        employer_id,
        count(*) AS openings,
        row_number() OVER (
            PARTITION BY population_id ORDER BY count(*) DESC, employer_id
        ) AS place
    FROM population_openings
    GROUP BY population_id, employer_id
),

totals AS (
    SELECT
        population_id,
        sum(openings)::BIGINT AS openings,
        count(*) AS employers,
        sum(openings)::DOUBLE * sum(openings) / sum(openings * openings) AS effective
    FROM ranked
    GROUP BY population_id
    HAVING sum(openings) >= 30 AND count(*) >= 10
)

SELECT
    t.population_id,
    tops.most::VARCHAR AS value,
    CASE tops.most WHEN 1 THEN 'the largest employer' ELSE tops.most || ' largest employers' END
        AS label,
    t.openings,
    t.employers,
    sum(r.openings)::DOUBLE / t.openings AS amount_held,
    NULL::DOUBLE AS amount_effective
FROM totals AS t
CROSS JOIN (VALUES (1), (5), (10)) AS tops (most)
INNER JOIN ranked AS r ON t.population_id = r.population_id AND tops.most >= r.place
GROUP BY t.population_id, tops.most, t.openings, t.employers

UNION ALL

SELECT
    population_id,
    'all' AS value,
    'all employers' AS label,
    openings,
    employers,
    NULL AS amount_held,
    effective AS amount_effective
FROM totals
