DELETE FROM posting_versions
WHERE
    (posting_id, content_hash) IN (
        SELECT
            w.pair.posting_id,
            w.pair.content_hash
        FROM unnest(
            $versions::JSON::STRUCT(posting_id VARCHAR, content_hash VARCHAR)[]
        ) AS w (pair)
    );
