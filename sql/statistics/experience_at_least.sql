/*
id: experience_at_least
order: 2
title: Years of experience that postings require
definition: >-
  Share of openings whose posting requires at least so many years of professional experience. The
  least number that satisfies the posting counts ("3-5 years" is 3; of alternatives by degree, that
  of the lowest degree); preferred years do not count.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period; of the
  headline those that state required years.
denominator: >-
  Openings whose posting states a required number of years.
stating: >-
  The posting states a required number of years of experience.
dimension:
  name: years
  label: Years of experience
measures:
  at_least: >-
    The least number of required years is this number or more.
phrases:
  at_least: "require {label}"
headline:
  measure: at_least
  view: stating
minimum:
  openings: 30
  employers: 10
caveats:
  [counted_once, most_state_no_years, least_years, public_boards, employer_vote, reading_error]
usage: [which_denominator]
related: [experience_years, entry_level_share]
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
    thresholds.years::VARCHAR AS value,
    thresholds.years || '+ years' AS label,
    openings.years_min >= thresholds.years AS at_least
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
CROSS JOIN RANGE(1, 11) AS thresholds (years)
WHERE openings.years_min IS NOT NULL
