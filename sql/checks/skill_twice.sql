-- A skill recorded twice doubles the openings that name it.
-- After: read
SELECT skill_id
FROM skills
GROUP BY skill_id
HAVING count(*) > 1;
