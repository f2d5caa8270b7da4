-- The skills of the taxonomy; ids are never removed.
MERGE INTO skills AS t
USING incoming_rows AS i
    ON t.skill_id = i.skill_id
WHEN MATCHED THEN
    UPDATE
        SET
            label = i.label,
            category = i.category,
            kind = i.kind
WHEN NOT MATCHED THEN
    INSERT (
        skill_id,
        label,
        category,
        kind
    )
    VALUES (
        i.skill_id,
        i.label,
        i.category,
        i.kind
    );
