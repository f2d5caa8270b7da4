-- The relation `openings` under the name that is promised since the first version.
CREATE OR REPLACE VIEW opening_facts AS
FROM openings;
