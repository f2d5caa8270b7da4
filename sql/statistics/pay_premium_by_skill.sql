/*
id: pay_premium_by_skill
order: 14
title: Pay of openings that name a skill
definition: >-
  By how much the stated pay of openings that name a technology differs from that of openings of the
  same employer, level and currency that do not: the within-group regression of the logarithm of the
  middle of the range on naming it, given as a percentage. A raw difference of means would mostly
  compare employers.
unit: employer
population: >-
  The postings of each population, chosen by occupation, country, language and period; those that
  state pay and its period.
denominator: >-
  Openings that state pay, in groups of one employer, level and currency of which some name the
  technology and some do not.
stating: >-
  The posting states pay and its period.
dimension:
  name: skill
  label: Technology
figures:
  premium:
    kind: ratio
    says: >-
      How much more (or less) is paid, as a share of the pay without it.
    unit: change
    transform: exp_minus_one
    sentence: >-
      Among openings for {population} of one employer and level, the stated pay of those that name
      {label} differs by {number} (95 % interval {low} to {high}; {openings} openings of {employers}
      employers).
    without: >-
      no employer states pay for openings of one level of which some name a technology and some do
      not
headline:
  measure: premium
  view: all
minimum:
  openings: 50
  employers: 15
caveats: [counted_once, stated_pay, public_boards, not_causal, reading_error]
usage: [premium_is_no_cause]
related: [pay_median]
*/
-- Numbers are grouped and joined in a fraction of the time and memory that texts take.
WITH technologies AS (
    SELECT
        skill_id AS value,
        label,
        (row_number() OVER (ORDER BY skill_id))::INTEGER AS number
    FROM skills
    WHERE kind = 'technology'
),

paid AS (
    SELECT
        p.population_id,
        p.employer_id,
        p.opening_id,
        s.group_value,
        ln(
            annual_pay(
                (coalesce(o.pay_min, o.pay_max) + coalesce(o.pay_max, o.pay_min)) / 2, o.pay_period
            )
        ) AS log_pay,
        (dense_rank() OVER (ORDER BY p.population_id, p.employer_id))::INTEGER AS employer,
        (
            dense_rank() OVER (
                ORDER BY p.population_id, p.employer_id, o.seniority, o.pay_currency
            )
        )::INTEGER AS cell,
        (
            dense_rank() OVER (
                ORDER BY p.population_id, p.employer_id, o.seniority, o.pay_currency, s.group_value
            )
        )::INTEGER AS part
    FROM population_openings AS p
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    INNER JOIN openings_by_sample AS s
        ON p.population_id = s.population_id AND p.opening_id = s.opening_id
    WHERE o.pay_currency IS NOT NULL AND coalesce(o.pay_min, o.pay_max) > 0
),

-- The cells of each sample, and what names a technology in them.
parts AS (
    SELECT
        part,
        min(cell) AS cell,
        min(employer) AS employer,
        min(group_value) AS group_value,
        count(*) AS openings,
        sum(log_pay) AS log_pay
    FROM paid
    WHERE log_pay IS NOT NULL
    GROUP BY part
),

naming AS (
    SELECT
        p.part,
        k.number,
        count(*) AS openings,
        sum(p.log_pay) AS log_pay
    FROM paid AS p
    INNER JOIN skill_share AS s
        ON p.population_id = s.population_id AND p.opening_id = s.opening_id
    INNER JOIN technologies AS k ON s.value = k.value
    WHERE p.log_pay IS NOT NULL
    GROUP BY p.part, k.number
),

of_parts AS (
    SELECT
        c.employer,
        c.cell,
        c.group_value,
        n.number,
        n.openings,
        n.log_pay,
        c.openings AS of_openings,
        c.log_pay AS of_log_pay
    FROM naming AS n
    INNER JOIN parts AS c ON n.part = c.part
),

cells AS (
    SELECT
        cell,
        sum(openings)::BIGINT AS openings,
        sum(log_pay) AS log_pay
    FROM parts
    GROUP BY cell
),

-- Of all samples together, and of each: what differs between samples stands in none of these.
compared AS (
    SELECT
        n.employer,
        n.number,
        '' AS group_value,
        sum(n.openings)::BIGINT AS openings,
        sum(n.log_pay) AS log_pay,
        min(c.openings) AS of_openings,
        min(c.log_pay) AS of_log_pay
    FROM of_parts AS n
    INNER JOIN cells AS c ON n.cell = c.cell
    GROUP BY n.employer, n.cell, n.number
    UNION ALL
    SELECT
        employer,
        number,
        group_value,
        openings,
        log_pay,
        of_openings,
        of_log_pay
    FROM of_parts
),

sums AS (
    SELECT
        employer,
        number,
        group_value,
        sum(of_openings)::BIGINT AS openings,
        sum(log_pay - openings * of_log_pay / of_openings) AS amount_premium,
        sum(openings - openings * openings / of_openings) AS amount_premium_of
    FROM compared
    WHERE openings < of_openings
    GROUP BY employer, number, group_value
),

employers AS (
    SELECT DISTINCT
        population_id,
        employer_id,
        employer
    FROM paid
),

by_value AS (
    SELECT
        employer,
        number,
        max(openings) FILTER (WHERE group_value = '') AS openings,
        max(amount_premium) FILTER (WHERE group_value = '') AS amount_premium,
        max(amount_premium_of) FILTER (WHERE group_value = '') AS amount_premium_of,
        list(
            {
                'sample': group_value,
                'openings': openings,
                'amount_premium': amount_premium,
                'amount_premium_of': amount_premium_of
            }
        ) FILTER (WHERE group_value <> '') AS by_sample
    FROM sums
    GROUP BY employer, number
)

SELECT
    e.population_id,
    e.employer_id,
    k.value,
    k.label,
    v.openings,
    v.amount_premium,
    v.amount_premium_of,
    v.by_sample
FROM by_value AS v
INNER JOIN employers AS e ON v.employer = e.employer
INNER JOIN technologies AS k ON v.number = k.number
