/*
id: posting_growth
order: 15
title: How the number of new openings changes
definition: >-
  New openings of a month against those of the month before and of the same month a year before, on
  the boards that were read whole in both (the matched panel); beside it the raw change of all
  openings collected, which boards that were added or lost make.
unit: employer
population: >-
  The postings of each population, chosen by occupation, country, language and period; those first
  seen in a month in which a board was read whole, or in the month or year before it.
denominator: >-
  New openings of the earlier month on the boards of the panel.
stating: >-
  The opening was new in a month in which its board was read whole.
dimension:
  name: month
  label: Month
figures:
  on_month:
    kind: ratio
    says: >-
      Change against the month before, on the matched panel.
    unit: change
    transform: minus_one
    sentence: >-
      The number of new openings for {population} in {label} changed by {number} against the month
      before (95 % interval {low} to {high}; {openings} openings of {employers} employers,
      coverage-normalised: boards that were read whole in both months).
    without: >-
      no board was read whole in two months that follow each other
  on_year:
    kind: ratio
    says: >-
      Change against the same month a year before, on the matched panel.
    unit: change
    transform: minus_one
    sentence: >-
      The number of new openings for {population} in {label} changed by {number} against the same
      month a year before (95 % interval {low} to {high}; {openings} openings of {employers}
      employers, coverage-normalised: boards that were read whole in both months).
    without: >-
      no board was read whole in a month and in the same month a year before
  raw_on_month:
    kind: ratio
    says: >-
      Change against the month before, of all that was collected.
    unit: change
    transform: minus_one
    sentence: >-
      The number of new openings for {population} in {label} changed by {number} against the month
      before (95 % interval {low} to {high}; {openings} openings of {employers} employers, all
      boards, whether or not they were read in both).
    without: >-
      no month in which a board was read whole has openings of the month before beside it
  raw_on_year:
    kind: ratio
    says: >-
      Change against the same month a year before, of all that was collected.
    unit: change
    transform: minus_one
    sentence: >-
      The number of new openings for {population} in {label} changed by {number} against the same
      month a year before (95 % interval {low} to {high}; {openings} openings of {employers}
      employers, all boards, whether or not they were read in both).
    without: >-
      no month in which a board was read whole has openings of a year before beside it
headline:
  measure: on_month
  view: all
minimum:
  openings: 30
  employers: 10
caveats: [counted_once, public_boards, panel_only]
usage: [trend_needs_panel]
related: [skill_trend]
*/
WITH periods AS (
    SELECT unnest([1, 12]) AS months
),

months AS (
    SELECT DISTINCT calendar_month
    FROM board_months
),

panel AS (
    SELECT
        later.source,
        later.board,
        later.calendar_month,
        p.months
    FROM board_months AS later
    CROSS JOIN periods AS p
    INNER JOIN board_months AS earlier
        ON
            later.source = earlier.source
            AND later.board = earlier.board
            AND earlier.calendar_month = (later.calendar_month - to_months(p.months))::DATE
),

compared AS (
    SELECT
        n.population_id,
        n.employer_id,
        x.calendar_month,
        x.months,
        count(*) FILTER (WHERE n.calendar_month = x.calendar_month) AS later,
        count(*) FILTER (WHERE n.calendar_month < x.calendar_month) AS earlier
    FROM new_openings AS n
    INNER JOIN panel AS x
        ON
            n.source = x.source
            AND n.board = x.board
            AND n.calendar_month IN (
                x.calendar_month, (x.calendar_month - to_months(x.months))::DATE
            )
    GROUP BY n.population_id, n.employer_id, x.calendar_month, x.months
),

raw AS (
    SELECT
        n.population_id,
        n.employer_id,
        m.calendar_month,
        p.months,
        count(*) FILTER (WHERE n.calendar_month = m.calendar_month) AS later,
        count(*) FILTER (WHERE n.calendar_month < m.calendar_month) AS earlier
    FROM new_openings AS n
    CROSS JOIN periods AS p
    INNER JOIN months AS m
        ON n.calendar_month IN (m.calendar_month, (m.calendar_month - to_months(p.months))::DATE)
    GROUP BY n.population_id, n.employer_id, m.calendar_month, p.months
)

SELECT
    r.population_id,
    r.employer_id,
    strftime(r.calendar_month, '%Y-%m') AS value,
    strftime(r.calendar_month, '%B %Y') AS label,
    sum(r.later + r.earlier)::BIGINT AS openings,
    sum(c.later) FILTER (WHERE r.months = 1)::DOUBLE AS amount_on_month,
    sum(c.earlier) FILTER (WHERE r.months = 1)::DOUBLE AS amount_on_month_of,
    sum(c.later) FILTER (WHERE r.months = 12)::DOUBLE AS amount_on_year,
    sum(c.earlier) FILTER (WHERE r.months = 12)::DOUBLE AS amount_on_year_of,
    sum(r.later) FILTER (WHERE r.months = 1)::DOUBLE AS amount_raw_on_month,
    sum(r.earlier) FILTER (WHERE r.months = 1)::DOUBLE AS amount_raw_on_month_of,
    sum(r.later) FILTER (WHERE r.months = 12)::DOUBLE AS amount_raw_on_year,
    sum(r.earlier) FILTER (WHERE r.months = 12)::DOUBLE AS amount_raw_on_year_of
FROM raw AS r
LEFT JOIN compared AS c
    ON
        r.population_id = c.population_id
        AND r.employer_id = c.employer_id
        AND r.calendar_month = c.calendar_month
        AND r.months = c.months
GROUP BY r.population_id, r.employer_id, r.calendar_month
