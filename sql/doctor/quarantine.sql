-- kinds of payloads in quarantine
-- Do: see the files in quarantine/; after a fix, skillscan extract --retry-quarantined
SELECT concat_ws(' ', source, reason, count(*)) AS found
FROM quarantine
GROUP BY source, reason
ORDER BY count(*) DESC, source ASC, reason ASC;
