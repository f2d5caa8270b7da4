-- What kind of thing each skill is.
SELECT
    skill_id,
    kind
FROM skills
