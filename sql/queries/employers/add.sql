-- Employers by the name they were first seen under.
MERGE INTO employers AS t
USING incoming_rows AS i
    ON t.employer_id = i.employer_id
WHEN NOT MATCHED THEN
    INSERT (
        employer_id,
        name
    )
    VALUES (
        i.employer_id,
        i.name
    );
