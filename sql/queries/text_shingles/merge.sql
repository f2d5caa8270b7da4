-- What the grouping keeps of texts, over what other rules kept of them.
MERGE INTO text_shingles AS t
USING incoming_rows AS i
    ON t.content_hash = i.content_hash
WHEN MATCHED THEN
    UPDATE
        SET
            shingles_version = i.shingles_version,
            shingles = i.shingles,
            years = i.years
WHEN NOT MATCHED THEN
    INSERT (
        content_hash,
        shingles_version,
        shingles,
        years
    )
    VALUES (
        i.content_hash,
        i.shingles_version,
        i.shingles,
        i.years
    );
