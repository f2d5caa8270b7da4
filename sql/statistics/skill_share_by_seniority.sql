/*
id: skill_share_by_seniority
order: 9
title: Skills that postings name, by level
definition: >-
  Share of the openings of a level whose posting names the skill or a usual alias of it.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period, level by
  level; those that name no level are in none.
denominator: >-
  Every opening of the population whose posting names this level.
stating: >-
  The posting names at least one skill of the taxonomy.
dimension:
  name: skill
  label: Skill
splits: [seniority]
measures:
  named: >-
    The posting names the skill anywhere, in whatever class.
  required: >-
    The posting asks for the skill as a requirement.
phrases:
  named: "name {label}"
  required: "require {label}"
headline:
  measure: named
  view: all
minimum:
  openings: 30
  employers: 10
  value_openings: 5
caveats: [counted_once, mention_not_requirement, public_boards, employer_vote, reading_error]
usage: [not_the_work]
related: [skill_share, seniority_share]
evidence:
  kind: skill
  is_value: true
reading_error: skills
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that name any skill, {share} {does} (95 % interval {low} to {high};
    {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of all
    openings name none.
  silent: >-
    {share} of openings for {population} name none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings {does} (95 % interval {low} to
    {high}; {employers} employers, {first_day} to {last_day}).
*/
SELECT *  -- noqa: AM04
FROM skill_share
