/*
id: skill_pairs
order: 11
title: Technologies that postings name together
definition: >-
  Share of openings whose posting names both of two technologies, and the lift: how many times as
  often both are named as they would be if the two had nothing to do with each other.
unit: opening
denominator: >-
  Every opening of the population, whether or not its posting names any skill.
stating: >-
  The posting names a pair of technologies that is counted.
dimension:
  name: pair
  label: Pair of skills
measures:
  together: >-
    The posting names both.
phrases:
  together: "name both {label}"
figures:
  lift:
    kind: lift
    says: >-
      How many times as often both are named as they would be if the two had nothing to do with each
      other.
    unit: times
    of: skill_share.named
    measure: together
    sentence: >-
      Openings for {population} name {label} together {number} times as often as chance would have
      it (95 % interval {low} to {high}; {openings} openings of {employers} employers, {first_day}
      to {last_day}).
headline:
  measure: together
  view: all
minimum:
  openings: 100
  employers: 20
  value_openings: 10
caveats: [counted_once, mention_not_requirement, public_boards, reading_error]
related: [skill_share]
evidence:
  kind: skill
  is_value: false
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that name a pair that is counted, {share} {does} (95 % interval
    {low} to {high}; {openings} openings of {employers} employers, {first_day} to {last_day});
    {silent} of all openings name none.
  silent: >-
    {share} of openings for {population} name none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings {does} (95 % interval {low} to
    {high}; {employers} employers, {first_day} to {last_day}).
*/
WITH technologies AS (
    SELECT
        s.population_id,
        s.opening_id,
        s.value,
        s.label
    FROM skill_share AS s
    INNER JOIN skills AS k ON s.value = k.skill_id AND k.kind = 'technology'
),

frequent AS (
    SELECT
        population_id,
        value
    FROM technologies
    GROUP BY population_id, value
    HAVING count(*) >= 10
    QUALIFY row_number() OVER (PARTITION BY population_id ORDER BY count(*) DESC, value) <= 60
),

kept AS (
    SELECT t.*
    FROM technologies AS t
    SEMI JOIN frequent AS f ON t.population_id = f.population_id AND t.value = f.value
)

SELECT
    a.population_id,
    a.opening_id,
    a.value || '|' || b.value AS value,
    a.label || ' and ' || b.label AS label,
    TRUE AS together
FROM kept AS a
INNER JOIN kept AS b
    ON
        a.population_id = b.population_id
        AND a.opening_id = b.opening_id
        AND a.value < b.value
