-- kinds of payloads in quarantine
-- Do: skillscan quarantine list shows them; quarantine retry or dismiss ends the alarm
SELECT concat_ws(' ', source, reason, count(*)) AS found
FROM quarantined_items
WHERE NOT is_dismissed
GROUP BY source, reason
ORDER BY count(*) DESC, source ASC, reason ASC;
