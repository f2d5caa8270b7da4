/*
id: skill_pairs
order: 11
title: Technologies that postings name together
definition: >-
  Share of openings whose posting names both of two technologies, and the lift: how many times as
  often both are named as they would be if the two had nothing to do with each other.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period.
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
      Openings for {population} name {label} together {number} as often as chance would have
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
usage: [together_is_no_need, not_the_work]
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
-- Numbers are grouped, paired and named in a fraction of the time and memory that texts take.
WITH technologies AS (
    -- With their table's name: the macro has a parameter `kind`.
    SELECT
        s.skill_id AS value,
        s.label,
        (row_number() OVER (ORDER BY s.skill_id))::INTEGER AS number
    FROM skills AS s
    WHERE s.kind = 'technology'
),

named AS (
    SELECT
        s.population_id,
        s.opening_id,
        list_sort(list(t.number)) AS numbers
    FROM skill_share AS s
    INNER JOIN technologies AS t ON s.value = t.value
    GROUP BY s.population_id, s.opening_id
),

mentions AS (
    SELECT
        population_id,
        unnest(numbers) AS number
    FROM named
),

frequent AS (
    SELECT
        population_id,
        number
    FROM mentions
    GROUP BY population_id, number
    HAVING count(*) >= 10
    -- All openings of a release are of no population: macros ask for parts of them, in which
    -- others are frequent.
    QUALIFY
        population_id = ''
        OR row_number() OVER (PARTITION BY population_id ORDER BY count(*) DESC, number) <= 60
),

of_populations AS (
    SELECT
        population_id,
        list(number) AS numbers
    FROM frequent
    GROUP BY population_id
),

kept AS (
    SELECT
        n.population_id,
        n.opening_id,
        list_filter(n.numbers, LAMBDA one: list_contains(p.numbers, one)) AS numbers  -- noqa: RF02
    FROM named AS n
    INNER JOIN of_populations AS p ON n.population_id = p.population_id
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

paired AS (
    SELECT
        value,
        label,
        number
    FROM technologies
    WHERE number IN (SELECT f.number FROM frequent AS f)
),

names AS (
    SELECT
        a.number AS first_number,
        b.number AS second_number,
        a.value || '|' || b.value AS value,
        a.label || ' and ' || b.label AS label
    FROM paired AS a
    INNER JOIN paired AS b ON a.number < b.number
)

SELECT
    p.population_id,
    p.opening_id,
    n.value,
    n.label,
    TRUE AS together
FROM pairs AS p
INNER JOIN names AS n ON p.first_number = n.first_number AND p.second_number = n.second_number
