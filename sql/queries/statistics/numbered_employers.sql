-- The ids of the employers, in the order of their numbers.
SELECT employer_id
FROM _numbered_employers
ORDER BY employer
