-- One row an item in quarantine and reason: where it lies newest, since when, how often it was
-- tried, and whether it was dismissed. (A board that is fetched daily has an entry of it a day.)
CREATE OR REPLACE VIEW quarantined_items AS
WITH items AS (
    SELECT
        item_id,
        reason,
        arg_max(quarantine_id, (seen_at, quarantine_id)) AS quarantine_id,
        min(quarantined_at) AS first_quarantined_at,
        max(seen_at) AS last_seen,
        count(*)::INTEGER AS entries,
        sum(attempts)::INTEGER AS attempts
    FROM quarantine
    GROUP BY item_id, reason
)

SELECT
    i.item_id,
    i.reason,
    q.source,
    q.board,
    q.landing_file,
    q.line_number,
    q.detail,
    i.quarantine_id,
    i.first_quarantined_at,
    i.last_seen,
    i.entries,
    i.attempts,
    d.item_id IS NOT NULL AS is_dismissed,
    d.dismissed_at,
    d.dismissed_by,
    d.dismissed_because
FROM items AS i
INNER JOIN quarantine AS q ON i.quarantine_id = q.quarantine_id
LEFT JOIN quarantine_dismissals AS d ON i.item_id = d.item_id AND i.reason = d.reason;
