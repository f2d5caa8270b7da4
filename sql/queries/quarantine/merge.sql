-- Items that could not be used, or why they still cannot; each time counts as one more attempt.
MERGE INTO quarantine AS t
USING incoming_rows AS i
    ON t.quarantine_id = i.quarantine_id
WHEN MATCHED THEN
    UPDATE
        SET
            item_id = i.item_id,
            reason = i.reason,
            detail = i.detail,
            payload = i.payload,
            attempts = t.attempts + i.attempts
WHEN NOT MATCHED THEN
    INSERT (
        quarantine_id,
        item_id,
        landing_file,
        line_number,
        source,
        board,
        reason,
        detail,
        payload,
        seen_at,
        quarantined_at,
        attempts
    )
    VALUES (
        i.quarantine_id,
        i.item_id,
        i.landing_file,
        i.line_number,
        i.source,
        i.board,
        i.reason,
        i.detail,
        i.payload,
        i.seen_at,
        i.quarantined_at,
        i.attempts
    );
