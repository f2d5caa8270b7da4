-- The day of a moment, in UTC.
CREATE OR REPLACE MACRO utc_day(moment) AS (moment AT TIME ZONE 'UTC')::date;
