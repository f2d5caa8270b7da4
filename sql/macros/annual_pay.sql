-- Pay as a sum a year: 12 months, 52 weeks, 260 days or 2,080 hours of full-time work. Null for a
-- period that is not one of these.
CREATE OR REPLACE MACRO annual_pay(amount, period) AS
amount * CASE period
    WHEN 'year' THEN 1
    WHEN 'month' THEN 12
    WHEN 'week' THEN 52
    WHEN 'day' THEN 260
    WHEN 'hour' THEN 2080
END;
