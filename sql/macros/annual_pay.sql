-- Pay for a period as pay for a year: 12 months, 52 weeks, 260 days, 2,080 hours.
CREATE OR REPLACE MACRO annual_pay(amount, period) AS
CASE period
    WHEN 'year' THEN amount
    WHEN 'month' THEN amount * 12
    WHEN 'week' THEN amount * 52
    WHEN 'day' THEN amount * 260
    WHEN 'hour' THEN amount * 2080
END;
