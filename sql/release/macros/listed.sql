-- The values of a list that is written with commas: 'US, CA'.
CREATE OR REPLACE MACRO listed(written) AS string_split(replace(written::varchar, ' ', ''), ',');
