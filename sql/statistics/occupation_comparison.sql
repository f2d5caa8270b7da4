/*
id: occupation_comparison
order: 12
title: How two occupations differ
definition: >-
  Share of openings for one occupation whose posting names the skill, less that of another, with the
  interval of the difference. Employers that hire for both are drawn together. Where the openings of
  the two come from different samples (source and quarter), they are compared within the samples
  that both have.
unit: opening
population: >-
  The postings of two populations side by side, of equal country, language and period:
  machine-learning engineers beside data scientists, and data scientists beside data engineers.
denominator: >-
  Every opening of both populations; where their samples differ, every one in a sample that both
  have.
stating: >-
  The posting names at least one skill of the taxonomy.
dimension:
  name: skill
  label: Skill
figures:
  difference:
    kind: difference
    says: >-
      Share of the openings that name the skill, less the share in the other population.
    unit: points
    measure: named
    against:
      ml_engineer_us: data_scientist_us
      ml_engineer: data_scientist
      data_scientist_us: data_engineer_us
      data_scientist: data_engineer
    sentence: >-
      Openings for {population} name {label} in {of_here}, those for {against} in {of_there}: a
      difference of {number} (95 % interval {low} to {high}).
headline:
  measure: difference
  view: all
minimum:
  openings: 30
  employers: 10
  value_openings: 5
caveats: [counted_once, mention_not_requirement, public_boards, reading_error]
usage: [points_not_per_cent, not_the_work]
related: [skill_share]
evidence:
  kind: skill
  is_value: true
reading_error: skills
*/
SELECT
    population_id,
    opening_id,
    value,
    label,
    named
FROM skill_share
