-- Postings in their present state, over what was known of them.
MERGE INTO postings AS t
USING incoming_rows AS i
    ON t.posting_id = i.posting_id
WHEN MATCHED THEN
    UPDATE
        SET
            source = i.source,
            board = i.board,
            native_id = i.native_id,
            employer_id = i.employer_id,
            content_hash = i.content_hash,
            url = i.url,
            first_seen = i.first_seen,
            last_seen = i.last_seen,
            sighted_at = i.sighted_at,
            posted_at = i.posted_at,
            closed_at = i.closed_at,
            closed_reason = i.closed_reason,
            missed_fetches = i.missed_fetches,
            first_missed_at = i.first_missed_at,
            closed_by_source_at = i.closed_by_source_at,
            source_hash = i.source_hash
WHEN NOT MATCHED THEN
    INSERT (
        posting_id,
        source,
        board,
        native_id,
        employer_id,
        content_hash,
        url,
        first_seen,
        last_seen,
        sighted_at,
        posted_at,
        closed_at,
        closed_reason,
        missed_fetches,
        first_missed_at,
        closed_by_source_at,
        source_hash
    )
    VALUES (
        i.posting_id,
        i.source,
        i.board,
        i.native_id,
        i.employer_id,
        i.content_hash,
        i.url,
        i.first_seen,
        i.last_seen,
        i.sighted_at,
        i.posted_at,
        i.closed_at,
        i.closed_reason,
        i.missed_fetches,
        i.first_missed_at,
        i.closed_by_source_at,
        i.source_hash
    );
