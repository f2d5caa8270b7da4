-- What the grouping keeps of texts, over what other rules kept of them.
MERGE INTO text_shingles AS t
USING incoming_rows AS i
    ON t.content_hash = i.content_hash
WHEN MATCHED THEN
    UPDATE
        SET
            shingles_version = i.shingles_version,
            shingles = i.shingles,
            years = i.years,
            languages = i.languages,
            forms = i.forms
WHEN NOT MATCHED THEN
    INSERT (
        content_hash,
        shingles_version,
        shingles,
        years,
        languages,
        forms
    )
    VALUES (
        i.content_hash,
        i.shingles_version,
        i.shingles,
        i.years,
        i.languages,
        i.forms
    );
