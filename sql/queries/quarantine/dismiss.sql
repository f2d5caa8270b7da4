-- Items that somebody has looked at; who looks again says it anew.
MERGE INTO quarantine_dismissals AS t
USING incoming_rows AS i
    ON t.item_id = i.item_id AND t.reason = i.reason
WHEN MATCHED THEN
    UPDATE
        SET
            dismissed_at = i.dismissed_at,
            dismissed_by = i.dismissed_by,
            dismissed_because = i.dismissed_because
WHEN NOT MATCHED THEN
    INSERT (
        item_id,
        reason,
        source,
        board,
        dismissed_at,
        dismissed_by,
        dismissed_because
    )
    VALUES (
        i.item_id,
        i.reason,
        i.source,
        i.board,
        i.dismissed_at,
        i.dismissed_by,
        i.dismissed_because
    );
