/*
id: posting_lifetime
order: 16
title: How long postings stay open
definition: >-
  Median number of days from the day on which an opening was posted (or first seen, on a board that
  had been read before) to the day on which it closed. Openings that are still open count with the
  time watched so far (Kaplan and Meier); those found at the first reading of a board count only
  from then on, if their day of posting is stated.
unit: opening
population: >-
  The postings of each population, chosen by occupation, country, language and period; those of
  boards that are crawled, so that their end can be seen.
denominator: >-
  Openings on crawled boards whose beginning is known.
stating: >-
  The beginning of the opening is known.
dimension:
  name: life
  label: Life
figures:
  median_days:
    kind: survival_median
    says: >-
      Median number of days until the opening closes.
    unit: days
    sentence: >-
      Half of the openings for {population} are closed after {number} days (95 % interval {low} to
      {high}; {openings} openings of {employers} employers, {first_day} to {last_day}).
    without: >-
      no opening on a crawled board has a beginning that is known
  raw_median_days:
    kind: median
    says: >-
      The same of the openings that have closed, from the first day known to the last, whatever was
      read of their boards: too short, for those that stay open are left out.
    unit: days
    sentence: >-
      Of the openings for {population} that have closed, half were seen for {number} days or less
      (95 % interval {low} to {high}; {openings} openings of {employers} employers, {first_day} to
      {last_day}).
headline:
  measure: median_days
  view: stating
minimum:
  openings: 50
  employers: 15
caveats: [counted_once, public_boards, absence_closes]
usage: [closed_is_not_filled]
related: [posting_growth]
*/
-- Whole days, in UTC: boards are read once a night, and the hour would say when the night was run.
WITH first_reads AS (
    SELECT
        b.source,
        b.board,
        b.first_read_at
    FROM boards AS b
    WHERE b.first_read_at IS NOT NULL
),

lives AS (
    SELECT
        f.opening_id,
        (min(f.first_seen) AT TIME ZONE 'UTC')::DATE AS first_seen_on,
        (min(f.posted_at) AT TIME ZONE 'UTC')::DATE AS posted_on,
        (max(coalesce(f.closed_at, f.last_seen)) AT TIME ZONE 'UTC')::DATE AS watched_until,
        bool_and(f.closed_at IS NOT NULL) AS has_ended,
        bool_or(f.first_seen > r.first_read_at) AS is_new_on_board
    FROM postings AS f
    INNER JOIN first_reads AS r ON f.source = r.source AND f.board = r.board
    GROUP BY f.opening_id
),

dated AS (
    SELECT
        *,
        CASE
            WHEN posted_on <= first_seen_on THEN posted_on
            WHEN is_new_on_board THEN first_seen_on
        END AS began_on
    FROM lives
)

SELECT
    p.population_id,
    p.opening_id,
    'open' AS value,
    'open' AS label,
    greatest(d.watched_until - d.began_on, 0)::DOUBLE AS amount_median_days,
    CASE WHEN d.first_seen_on > d.began_on THEN d.first_seen_on - d.began_on END::DOUBLE
        AS amount_median_days_from,
    d.has_ended::INTEGER::DOUBLE AS amount_median_days_ended,
    CASE WHEN d.has_ended THEN greatest(d.watched_until - d.began_on, 0) END::DOUBLE
        AS amount_raw_median_days
FROM population_openings AS p
INNER JOIN dated AS d ON p.opening_id = d.opening_id
WHERE d.began_on IS NOT NULL
