/*
id: pay_median
order: 13
title: Pay that postings state
definition: >-
  Median of the base pay that postings state, as pay for a year, in the currency stated: the middle,
  the lower and the upper end of the range. Pay by month, week, day and hour counts as 12, 52, 260
  and 2,080 of a year.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period, as a whole,
  by level and by country; those that state pay and its period.
denominator: >-
  Openings whose posting states pay in this currency.
stating: >-
  The posting states pay and its period.
dimension:
  name: currency
  label: Currency
splits: [all, seniority, country]
measures:
  stated: >-
    The posting states pay in this currency.
phrases:
  stated: "state pay in {label}"
figures:
  median_pay:
    kind: median
    says: >-
      Median of the middle of the stated range.
    unit: pay a year
    sentence: >-
      Of openings for {population} that state pay in {label}, the median of the middle of the range
      is {number} a year (95 % interval {low} to {high}; {openings} openings of {employers}
      employers, {first_day} to {last_day}).
  median_low:
    kind: median
    says: >-
      Median of the lower end of the stated range.
    unit: pay a year
    sentence: >-
      Of openings for {population} that state pay in {label}, the median of the lower end of the
      range is {number} a year (95 % interval {low} to {high}; {openings} openings of {employers}
      employers, {first_day} to {last_day}).
  median_high:
    kind: median
    says: >-
      Median of the upper end of the stated range.
    unit: pay a year
    sentence: >-
      Of openings for {population} that state pay in {label}, the median of the upper end of the
      range is {number} a year (95 % interval {low} to {high}; {openings} openings of {employers}
      employers, {first_day} to {last_day}).
headline:
  measure: median_pay
  view: stating
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, stated_pay, public_boards, reading_error]
usage: [stated_pay_only]
related: [pay_premium_by_skill]
evidence:
  kind: pay
  is_value: false
reading_error: salary
sentences:
  all: >-
    {share} of openings for {population} {does} (95 % interval {low} to {high}; {openings} openings
    of {employers} employers, {first_day} to {last_day}).
  stating: >-
    Of openings for {population} that state pay, {share} {does} (95 % interval {low} to {high};
    {openings} openings of {employers} employers, {first_day} to {last_day}); {silent} of all
    openings state none.
  silent: >-
    {share} of openings for {population} state none (95 % interval {low} to {high}; {openings}
    openings of {employers} employers, {first_day} to {last_day}).
  employer: >-
    At the average employer of {population}, {share} of the openings that state pay {does} (95 %
    interval {low} to {high}; {employers} employers, {first_day} to {last_day}).
*/
WITH paid AS (
    SELECT
        p.population_id,
        p.opening_id,
        o.pay_currency,
        annual_pay(coalesce(o.pay_min, o.pay_max), o.pay_period) AS low,
        annual_pay(coalesce(o.pay_max, o.pay_min), o.pay_period) AS high
    FROM population_openings AS p
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    WHERE o.pay_currency IS NOT NULL AND o.pay_period IS NOT NULL
)

SELECT
    population_id,
    opening_id,
    pay_currency AS value,
    pay_currency AS label,
    TRUE AS stated,
    ((low + high) / 2)::DOUBLE AS amount_median_pay,
    low::DOUBLE AS amount_median_low,
    high::DOUBLE AS amount_median_high
FROM paid
WHERE low IS NOT NULL
