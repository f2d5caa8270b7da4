/*
id: certification_share
order: 8
title: Certifications that postings name
definition: >-
  Share of openings whose posting names a certification.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
denominator: >-
  Every opening of the population, whether or not its posting names a certification.
stating: >-
  The posting names at least one certification of the taxonomy.
dimension:
  name: skill
  label: Certification
measures:
  named: >-
    The posting names the certification anywhere.
  required: >-
    The posting asks for it as a requirement.
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
usage: [not_held]
related: [skill_share]
evidence:
  kind: skill
  is_value: true
reading_error: skills
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that name a certification, {share} {does} (95 % interval {low} to
    {high}; {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of
    all openings name none.
  silent: >-
    {share} of openings for {population} name none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that name one {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
SELECT
    population_openings.population_id,
    population_openings.opening_id,
    opening_skills.skill_id AS value,
    skills.label,
    TRUE AS named,
    opening_skills.is_required AS required
FROM population_openings
INNER JOIN opening_skills ON population_openings.opening_id = opening_skills.opening_id
INNER JOIN skills ON opening_skills.skill_id = skills.skill_id AND skills.kind = 'certification'
WHERE opening_skills.mention_class <> 'negated'
