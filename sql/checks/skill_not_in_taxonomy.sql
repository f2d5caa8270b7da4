-- A skill that the taxonomy does not know has no name to be shown by.
-- After: read
SELECT DISTINCT f.value
FROM findings AS f
ANTI JOIN skills AS s ON f.value = s.skill_id
WHERE f.kind = 'skill';
