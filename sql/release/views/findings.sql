-- The table `opening_findings` under the name it had in the first releases.
CREATE VIEW findings AS
FROM opening_findings
