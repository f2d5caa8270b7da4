-- One row an item and reason that somebody has looked at and put aside for good. It outlives the
-- entries of the item: the same item, refused for the same reason again, raises no alarm.
CREATE TABLE quarantine_dismissals (
    item_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    board VARCHAR NOT NULL,
    dismissed_at TIMESTAMPTZ NOT NULL,
    dismissed_by VARCHAR NOT NULL,
    dismissed_because VARCHAR NOT NULL
);
