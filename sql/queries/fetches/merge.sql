-- Loaded fetches; one that is loaded again keeps what its report said.
MERGE INTO fetches AS t
USING incoming_rows AS i
    ON t.fetch_id = i.fetch_id
WHEN MATCHED THEN
    UPDATE
        SET
            postings = i.postings,
            loaded_at = i.loaded_at
WHEN NOT MATCHED THEN
    INSERT (
        fetch_id,
        source,
        board,
        outcome,
        reason,
        started_at,
        finished_at,
        pages,
        items,
        http_status,
        bytes,
        is_not_modified,
        is_suspicious,
        landing_file,
        postings,
        loaded_at,
        listed,
        announced,
        run_id
    )
    VALUES (
        i.fetch_id,
        i.source,
        i.board,
        i.outcome,
        i.reason,
        i.started_at,
        i.finished_at,
        i.pages,
        i.items,
        i.http_status,
        i.bytes,
        i.is_not_modified,
        i.is_suspicious,
        i.landing_file,
        i.postings,
        i.loaded_at,
        i.listed,
        i.announced,
        i.run_id
    );
