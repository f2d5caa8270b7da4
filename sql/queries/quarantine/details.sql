-- Why items were refused for this reason, each once.
SELECT DISTINCT detail FROM quarantine
WHERE reason = $reason;
