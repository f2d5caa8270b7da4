-- How pay that a source states was corrected, or why it is refused. Null for what was loaded
-- before.
ALTER TABLE posting_versions ADD COLUMN stated_pay_note VARCHAR;
