-- Landing files that were loaded or found damaged.
MERGE INTO landing_files AS t
USING incoming_rows AS i
    ON t.landing_file = i.landing_file
WHEN MATCHED THEN
    UPDATE
        SET
            is_damaged = i.is_damaged,
            reason = i.reason,
            loaded_at = i.loaded_at
WHEN NOT MATCHED THEN
    INSERT (
        landing_file,
        source,
        board,
        sha256,
        items,
        is_damaged,
        reason,
        loaded_at
    )
    VALUES (
        i.landing_file,
        i.source,
        i.board,
        i.sha256,
        i.items,
        i.is_damaged,
        i.reason,
        i.loaded_at
    );
