/*
id: sample_size
order: 18
title: What the numbers rest on
definition: >-
  Number of openings, advertisements, employers and boards, and of openings by source.
unit: population
population: >-
  The postings of each population, chosen by occupation, country, language and period, with all
  copies and reposts.
denominator: >-
  Every opening of the population.
stating: >-
  Every opening counts.
dimension:
  name: sample
  label: Of what
figures:
  size:
    kind: count
    says: >-
      How many there are.
    unit: number
    sentence: >-
      The sample of {population} has {number} {label} ({openings} openings of {employers} employers,
      {first_day} to {last_day}).
headline:
  measure: size
  view: all
minimum:
  openings: 1
  employers: 1
caveats: [counted_once, public_boards, sample_not_market]
usage: [no_market_size]
related: [employer_concentration]
*/
WITH sizes AS (
    SELECT
        population_id,
        openings,
        employers,
        unnest(['openings', 'postings', 'employers', 'boards']) AS value,
        unnest([openings, postings, employers, boards]) AS size
    FROM samples
),

by_source AS (
    SELECT
        p.population_id,
        f.source AS value,
        count(DISTINCT p.opening_id) AS size
    FROM population_openings AS p
    INNER JOIN postings AS f ON p.opening_id = f.opening_id
    GROUP BY p.population_id, f.source
)

SELECT
    population_id,
    value,
    CASE value WHEN 'postings' THEN 'advertisements' ELSE value END AS label,
    openings,
    employers,
    size::DOUBLE AS amount_size
FROM sizes
UNION ALL
SELECT
    b.population_id,
    'source:' || b.value AS value,
    'openings from ' || b.value AS label,
    s.openings,
    s.employers,
    b.size::DOUBLE AS amount_size
FROM by_source AS b
INNER JOIN samples AS s ON b.population_id = s.population_id
