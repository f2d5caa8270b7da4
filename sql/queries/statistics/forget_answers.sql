-- The rows of a statistic's relation are numbered no more.
DROP VIEW IF EXISTS temp._numbered_answers
