-- One row a skill that an opening names (not only to say that it is not needed).
SELECT
    o.opening_id,
    o.skill_id,
    s.label,
    s.category,
    s.kind,
    o.mention_class,
    o.is_required
FROM main.opening_skills AS o
LEFT JOIN main.skills AS s ON o.skill_id = s.skill_id
WHERE o.mention_class <> 'negated'
