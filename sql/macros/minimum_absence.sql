-- Least time between the first and the last fetch without a posting that closes it.
CREATE OR REPLACE MACRO minimum_absence() AS INTERVAL 6 HOUR;
