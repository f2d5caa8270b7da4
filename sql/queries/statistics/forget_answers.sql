-- The rows of a statistic's relation are numbered no more.
DROP TABLE IF EXISTS numbered_answers
