/*
id: workplace_share
order: 7
title: Where the work is done
definition: >-
  Share of openings whose posting says that the work is remote, hybrid or on site.
unit: opening
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
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    openings.workplace AS value,
    CASE openings.workplace WHEN 'onsite' THEN 'on-site' ELSE openings.workplace END AS label,
    TRUE AS offered
FROM population_openings
INNER JOIN openings ON population_openings.opening_id = openings.opening_id
WHERE openings.workplace IS NOT NULL
