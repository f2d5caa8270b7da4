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

-- Pairs of numbers are found and named in a fraction of the time that pairs of texts take.
numbers AS (
    SELECT
        value,
        min(label) AS label,
        (row_number() OVER (ORDER BY value))::INTEGER AS number
    FROM technologies
    WHERE value IN (SELECT f.value FROM frequent AS f)
    GROUP BY value
),

kept AS (
    SELECT
        t.population_id,
        t.opening_id,
        list(n.number ORDER BY n.number) AS numbers
    FROM technologies AS t
    INNER JOIN frequent AS f ON t.population_id = f.population_id AND t.value = f.value
    INNER JOIN numbers AS n ON t.value = n.value
    GROUP BY t.population_id, t.opening_id
),

firsts AS (
    SELECT
        population_id,
        opening_id,
        numbers,
        unnest(numbers) AS first_number,
        generate_subscripts(numbers, 1) AS place
    FROM kept
),

pairs AS (
    SELECT
        population_id,
        opening_id,
        first_number,
        unnest(list_slice(numbers, place + 1, len(numbers))) AS second_number
    FROM firsts
),

names AS (
    SELECT
        a.number AS first_number,
        b.number AS second_number,
        a.value || '|' || b.value AS value,
        a.label || ' and ' || b.label AS label
    FROM numbers AS a
    INNER JOIN numbers AS b ON a.number < b.number
)

SELECT
    p.population_id,
    p.opening_id,
    n.value,
    n.label,
    TRUE AS together
FROM pairs AS p
INNER JOIN names AS n ON p.first_number = n.first_number AND p.second_number = n.second_number
