-- The skills an opening names, each with the strongest class of its mentions.
-- A skill that is only said not to be needed is left out.
CREATE OR REPLACE VIEW opening_skills AS
SELECT
    opening_id,
    value AS skill_id,
    CASE
        WHEN bool_or(mention_class = 'required') THEN 'required'
        WHEN bool_or(mention_class = 'preferred') THEN 'preferred'
        ELSE 'mentioned'
    END AS mention_class,
    bool_or(mention_class = 'required') AS is_required
FROM opening_findings
WHERE kind = 'skill' AND mention_class != 'negated'
GROUP BY opening_id, value;
