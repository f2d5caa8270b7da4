/*
id: skill_trend
order: 10
title: Skills that postings name, month by month
definition: >-
  Share of the openings of a month whose posting names the skill: of all openings by the month in
  which they were posted, and of the new openings of boards that were read whole in every month
  shown (the matched panel). Only the panel shows a trend; what changes among all openings may come
  from boards that were added or lost.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period, month by
  month; of the matched panel those that were new on boards read whole in every month shown.
denominator: >-
  Every opening of the population that was posted (or, on the panel, was new) in the month.
stating: >-
  The posting names at least one skill of the taxonomy.
dimension:
  name: skill
  label: Skill
splits: [month, panel_month]
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
caveats: [counted_once, mention_not_requirement, public_boards, panel_only, reading_error]
usage: [trend_needs_panel]
related: [skill_share, posting_growth]
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
