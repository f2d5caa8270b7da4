-- One row a skill that readings can name.
SELECT
    skill_id,
    label,
    category,
    kind
FROM main.skills
