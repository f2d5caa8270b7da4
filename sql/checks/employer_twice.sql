-- An employer recorded twice doubles every posting of it in all numbers.
-- After: load
SELECT employer_id
FROM employers
GROUP BY employer_id
HAVING count(*) > 1;
