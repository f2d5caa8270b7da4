/*
id: entry_level_share
order: 5
title: Entry-level openings
definition: >-
  Share of openings for people at the beginning of their career: the posting names intern or junior
  level, or requires at most one year of experience and names no higher level.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population.
stating: >-
  The posting names a level or states required years of experience.
dimension:
  name: entry
  label: Way of saying so
measures:
  entry_level: >-
    The posting names intern or junior level, or no level and at most one required year.
  by_level: >-
    The posting names intern or junior level.
phrases:
  entry_level: "are open to people at the beginning of their career"
  by_level: "are at intern or junior level"
headline:
  measure: entry_level
  view: all
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, employer_vote, reading_error]
usage: [which_denominator]
related: [seniority_share, experience_at_least]
evidence:
  kind: seniority
  is_value: false
reading_error: seniority
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that name a level or years, {share} {does} (95 % interval {low} to
    {high}; {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of
    all openings name neither.
  silent: >-
    {share} of openings for {population} name neither (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that name a level or years
    {does} (95 % interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    'entry' AS value,
    'entry level' AS label,
    coalesce(openings.seniority IN ('intern', 'junior'), FALSE)
    OR coalesce(openings.years_min <= 1, FALSE) AND openings.seniority IS NULL AS entry_level,
    coalesce(openings.seniority IN ('intern', 'junior'), FALSE) AS by_level
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
WHERE openings.seniority IS NOT NULL OR openings.years_min IS NOT NULL
