/*
id: degree_share
order: 6
title: Degrees that postings require
definition: >-
  Share of openings by the lowest degree that meets what the posting requires. None: it asks for a
  degree and takes experience instead.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population, whether or not its posting speaks of a degree.
stating: >-
  The posting requires a degree, or names one that experience can replace.
dimension:
  name: degree
  label: Lowest degree
measures:
  lowest: >-
    This is the lowest degree that meets the requirement.
  at_least: >-
    The lowest degree that meets the requirement is this one or a higher one; one that experience
    can replace is below all others, so that this counts whoever speaks of a required degree.
phrases:
  lowest: "ask for {label} and no higher one"
  at_least: "require at least {label}"
headline:
  measure: lowest
  view: all
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, employer_vote, reading_error]
usage: [which_denominator]
related: [experience_at_least]
evidence:
  kind: degree
  is_value: false
reading_error: degree
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that speak of a required degree, {share} {does} (95 % interval
    {low} to {high}; {openings} openings of {employers} employers, {first_day} to {last_day});
    {silent} of all openings speak of none.
  silent: >-
    {share} of openings for {population} speak of none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that speak of one {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
WITH degrees (degree, label, rank) AS (
    VALUES
    ('none', 'a degree that experience can replace', 0),
    ('bachelor', 'a bachelor''s degree', 1),
    ('master', 'a master''s degree', 2),
    ('phd', 'a doctorate', 3)
)

SELECT
    population_openings.population_id,
    population_openings.opening_id,
    degrees.degree AS value,
    degrees.label,
    required.degree = degrees.degree AS lowest,
    required.rank >= degrees.rank AS at_least
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
INNER JOIN degrees AS required ON openings.degree = required.degree
CROSS JOIN degrees
