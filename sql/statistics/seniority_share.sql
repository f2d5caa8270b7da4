/*
id: seniority_share
order: 4
title: Levels that postings name
definition: >-
  Share of openings whose posting names the level, in its title or in words of its text.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population, whether or not its posting names a level.
stating: >-
  The posting names a level.
dimension:
  name: seniority
  label: Level
measures:
  at_level: >-
    The posting names this level.
phrases:
  at_level: "are at {label}"
headline:
  measure: at_level
  view: all
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, employer_vote, reading_error]
usage: [which_denominator]
related: [entry_level_share, experience_years]
evidence:
  kind: seniority
  is_value: true
reading_error: seniority
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that name a level, {share} {does} (95 % interval {low} to {high};
    {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of all
    openings name none.
  silent: >-
    {share} of openings for {population} name none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that name a level {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    openings.seniority AS value,
    openings.seniority || ' level' AS label,
    TRUE AS at_level
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
WHERE openings.seniority IS NOT NULL
