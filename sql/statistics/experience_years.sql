/*
id: experience_years
order: 3
title: How many years of experience postings require
definition: >-
  The least number of years that satisfies the posting: how its openings are spread over the
  numbers, and the median.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period, as a whole
  and level by level; of the headline those that state required years.
denominator: >-
  Openings whose posting states a required number of years.
stating: >-
  The posting states a required number of years of experience.
dimension:
  name: years
  label: Years of experience
splits: [all, seniority]
measures:
  exactly: >-
    The least number of required years is this number.
phrases:
  exactly: "require {label}"
figures:
  median_years:
    kind: median
    says: >-
      Median of the least number of years that satisfies the posting.
    unit: years
    sentence: >-
      Of openings for {population} that state years of experience, half require {number} years or
      more (95 % interval {low} to {high}; {openings} openings of {employers} employers, {first_day}
      to {last_day}).
headline:
  measure: exactly
  view: stating
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, most_state_no_years, least_years, public_boards, reading_error]
usage: [which_denominator]
related: [experience_at_least]
evidence:
  kind: experience
  is_value: false
reading_error: years_min
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that state years of experience, {share} {does} (95 % interval {low}
    to {high}; {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of
    all openings state none.
  silent: >-
    {share} of openings for {population} state none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that state years {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    openings.years_min::VARCHAR AS value,
    openings.years_min || CASE openings.years_min WHEN 1 THEN ' year' ELSE ' years' END AS label,
    TRUE AS exactly,
    NULL::DOUBLE AS amount_median_years
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
WHERE openings.years_min IS NOT NULL
UNION ALL
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    'any' AS value,
    'years of experience' AS label,
    NULL::BOOLEAN AS exactly,
    openings.years_min::DOUBLE AS amount_median_years
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
WHERE openings.years_min IS NOT NULL
