-- Where DuckDB puts aside what does not fit into memory.
SELECT current_setting('temp_directory') AS temp_directory;
