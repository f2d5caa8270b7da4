-- The openings of their own employers that postings belong to, as they were grouped last.
MERGE INTO posting_openings AS t
USING grouped_postings AS i
    ON t.posting_id = i.posting_id
WHEN
MATCHED AND (
    t.opening_id != i.opening_id
    OR t.decision != i.decision
    OR t.employer_id != i.employer_id
    OR t.content_hash != i.content_hash
    OR t.grouping_version != i.grouping_version
    OR t.own_opening_id IS DISTINCT FROM i.own_opening_id
    OR t.title_key IS DISTINCT FROM i.title_key
    OR t.joined_by IS DISTINCT FROM i.joined_by
)
THEN
    UPDATE
        SET
            opening_id = i.opening_id,
            decision = i.decision,
            employer_id = i.employer_id,
            content_hash = i.content_hash,
            grouping_version = i.grouping_version,
            own_opening_id = i.own_opening_id,
            title_key = i.title_key,
            joined_by = i.joined_by
WHEN NOT MATCHED THEN
    INSERT (
        posting_id,
        opening_id,
        decision,
        employer_id,
        content_hash,
        grouping_version,
        own_opening_id,
        title_key,
        joined_by
    )
    VALUES (
        i.posting_id,
        i.opening_id,
        i.decision,
        i.employer_id,
        i.content_hash,
        i.grouping_version,
        i.own_opening_id,
        i.title_key,
        i.joined_by
    );
