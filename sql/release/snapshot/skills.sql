-- One row a skill of the taxonomy.
SELECT *  -- noqa: AM04
FROM skills
ORDER BY skill_id
