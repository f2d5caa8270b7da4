-- Quarantine that can be worked off: what item an entry is of, how often it was tried, and which
-- items were dismissed. The item is told by what stands behind the metadata of its landing line
-- (`item_id` in src/skillscan/landing/quarantine.py), the row number of an imported file aside.
ALTER TABLE quarantine RENAME TO quarantine_0002;

CREATE TABLE quarantine (
    quarantine_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL,
    landing_file VARCHAR NOT NULL,
    line_number INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    quarantined_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL
);

INSERT INTO quarantine BY NAME
SELECT
    quarantine_id,
    landing_file,
    line_number,
    source,
    board,
    reason,
    detail,
    payload,
    seen_at,
    quarantined_at,
    1 AS attempts,
    CASE
        WHEN reason = 'reading_failed' THEN quarantine_id
        ELSE substr(
            sha256(
                concat_ws(
                    chr(10),
                    source,
                    board,
                    CASE
                        WHEN board = 'import'
                            THEN regexp_replace(
                                substr(payload, strpos(payload, ',"payload":') + 11, len(payload)),
                                ',"row":"[0-9]+"',
                                ''
                            )
                        ELSE substr(payload, strpos(payload, ',"payload":') + 11, len(payload))
                    END
                )
            ),
            1,
            24
        )
    END AS item_id
FROM quarantine_0002;

DROP TABLE quarantine_0002;

CREATE TABLE quarantine_dismissals (
    item_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    dismissed_at TIMESTAMPTZ NOT NULL,
    dismissed_by VARCHAR NOT NULL,
    dismissed_because VARCHAR NOT NULL
);
