-- Why a finding has its class: what opened its section, and the words that decided. Findings of
-- earlier readings have none until their texts are read again.
ALTER TABLE findings ADD COLUMN section VARCHAR;

ALTER TABLE findings ADD COLUMN section_rule VARCHAR;

ALTER TABLE findings ADD COLUMN heading_start INTEGER;

ALTER TABLE findings ADD COLUMN heading_end INTEGER;

ALTER TABLE findings ADD COLUMN modifier_rule VARCHAR;

ALTER TABLE findings ADD COLUMN modifier_start INTEGER;

ALTER TABLE findings ADD COLUMN modifier_end INTEGER;
