-- The statistics that the release is made of.
SELECT statistic
FROM statistics
