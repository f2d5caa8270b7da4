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
WITH paid AS (
    SELECT
        p.population_id,
        p.employer_id,
        p.opening_id,
        s.group_value AS sample,  -- noqa: RF04
        concat_ws('|', p.employer_id, o.seniority, o.pay_currency) AS cell,
        ln(
            annual_pay(
                (coalesce(o.pay_min, o.pay_max) + coalesce(o.pay_max, o.pay_min)) / 2, o.pay_period
            )
        ) AS log_pay
    FROM population_openings AS p
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    INNER JOIN openings_by_sample AS s
        ON p.population_id = s.population_id AND p.opening_id = s.opening_id
    WHERE o.pay_currency IS NOT NULL AND coalesce(o.pay_min, o.pay_max) > 0
),

cells_of_samples AS (
    SELECT
        population_id,
        employer_id,
        cell,
        sample,
        count(*) AS openings,
        sum(log_pay) AS log_pay
    FROM paid
    WHERE log_pay IS NOT NULL
    GROUP BY population_id, employer_id, cell, sample
),

naming_of_samples AS (
    SELECT
        p.population_id,
        p.cell,
        p.sample,
        s.value,
        min(s.label) AS label,
        count(*) AS openings,
        sum(p.log_pay) AS log_pay
    FROM paid AS p
    INNER JOIN skill_share AS s
        ON p.population_id = s.population_id AND p.opening_id = s.opening_id
    INNER JOIN skills AS k ON s.value = k.skill_id AND k.kind = 'technology'
    WHERE p.log_pay IS NOT NULL
    GROUP BY p.population_id, p.cell, p.sample, s.value
),

-- Of all samples together and of each: what differs between them is compared within none.
cells AS (
    SELECT
        population_id,
        employer_id,
        cell,
        '' AS sample,  -- noqa: RF04
        sum(openings)::BIGINT AS openings,
        sum(log_pay) AS log_pay
    FROM cells_of_samples
    GROUP BY population_id, employer_id, cell
    UNION ALL
    FROM cells_of_samples
),

naming AS (
    SELECT
        population_id,
        cell,
        '' AS sample,  -- noqa: RF04
        value,
        min(label) AS label,
        sum(openings)::BIGINT AS openings,
        sum(log_pay) AS log_pay
    FROM naming_of_samples
    GROUP BY population_id, cell, value
    UNION ALL
    FROM naming_of_samples
),

sums AS (
    SELECT
        c.population_id,
        c.employer_id,
        n.value,
        c.sample,
        min(n.label) AS label,
        sum(c.openings)::BIGINT AS openings,
        sum(n.log_pay - n.openings * c.log_pay / c.openings) AS amount_premium,
        sum(n.openings - n.openings * n.openings / c.openings) AS amount_premium_of
    FROM cells AS c
    INNER JOIN naming AS n
        ON c.population_id = n.population_id AND c.cell = n.cell AND c.sample = n.sample
    WHERE n.openings < c.openings
    GROUP BY c.population_id, c.employer_id, n.value, c.sample
)

SELECT
    population_id,
    employer_id,
    value,
    min(label) AS label,
    max(openings) AS openings,
    max(amount_premium) FILTER (WHERE sample = '') AS amount_premium,
    max(amount_premium_of) FILTER (WHERE sample = '') AS amount_premium_of,
    list(
        {
            'sample': sample,
            'openings': openings,
            'amount_premium': amount_premium,
            'amount_premium_of': amount_premium_of
        }
    ) FILTER (WHERE sample <> '') AS by_sample
FROM sums
GROUP BY population_id, employer_id, value
