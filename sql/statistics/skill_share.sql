/*
id: skill_share
order: 1
title: Skills that postings name
definition: >-
  Share of openings whose posting names the skill or a usual alias of it. A skill counts once per
  opening, however often it is named; a skill that is named only to say that it is not needed does
  not count.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population, whether or not its posting names any skill.
stating: >-
  The posting names at least one skill of the taxonomy.
dimension:
  name: skill
  label: Skill
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
caveats: [counted_once, mention_not_requirement, public_boards, employer_vote, reading_error]
usage: [not_the_work]
related: [skill_share_by_seniority, skill_pairs, skill_trend, certification_share]
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
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    opening_skills.skill_id AS value,
    coalesce(skills.label, opening_skills.skill_id) AS label,
    TRUE AS named,
    opening_skills.is_required AS required
FROM population_openings
INNER JOIN opening_skills ON population_openings.opening_id = opening_skills.opening_id
LEFT JOIN skills ON opening_skills.skill_id = skills.skill_id
WHERE opening_skills.mention_class <> 'negated'
