-- One row a skill that an opening names.
SELECT *  -- noqa: AM04
FROM opening_skills
ORDER BY opening_id, skill_id
