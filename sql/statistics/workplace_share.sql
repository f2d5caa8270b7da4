/*
id: workplace_share
order: 7
title: Where the work is done
definition: >-
  Share of openings whose posting says that the work is remote, hybrid or on site. Each opening is
  of one of the three; "remote or hybrid" (fully or partly remote) counts the first two together.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period; of the
  headline those that say where the work is done.
denominator: >-
  Openings whose posting says where the work is done.
stating: >-
  The posting says where the work is done.
dimension:
  name: workplace
  label: Workplace
measures:
  offered: >-
    The posting says that the work is done so.
phrases:
  offered: "offer {label} work"
headline:
  measure: offered
  view: stating
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, employer_vote, reading_error]
usage: [which_denominator]
related: [seniority_share]
evidence:
  kind: workplace
  is_value: true
reading_error: workplace
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that say where the work is done, {share} {does} (95 % interval
    {low} to {high}; {openings} openings of {employers} employers, {first_day} to {last_day});
    {silent} of all openings do not say.
  silent: >-
    {share} of openings for {population} do not say (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that say so {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
WITH workplaces (value, label, workplace) AS (
    VALUES
    ('remote', 'remote', 'remote'),
    ('hybrid', 'hybrid', 'hybrid'),
    ('onsite', 'on-site', 'onsite'),
    ('remote_or_hybrid', 'remote or hybrid', 'remote'),
    ('remote_or_hybrid', 'remote or hybrid', 'hybrid')
)

SELECT
    population_openings.population_id,
    population_openings.opening_id,
    workplaces.value,
    workplaces.label,
    TRUE AS offered
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
INNER JOIN workplaces ON openings.workplace = workplaces.workplace
