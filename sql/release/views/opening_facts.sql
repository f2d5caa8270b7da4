-- The table `openings` under the name that is promised since the first version.
CREATE VIEW opening_facts AS
FROM openings
