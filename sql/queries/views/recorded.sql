-- The hash of the views and macros that were made last.
SELECT definitions_checksum() AS recorded;
