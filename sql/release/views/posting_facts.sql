-- The table `postings` under the name that is promised since the first version.
CREATE VIEW posting_facts AS
FROM postings
