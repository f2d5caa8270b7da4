-- Notes the hash of the views and macros; CHECKSUM stands for it, for a macro takes no parameter.
CREATE OR REPLACE MACRO definitions_checksum() AS 'CHECKSUM';
