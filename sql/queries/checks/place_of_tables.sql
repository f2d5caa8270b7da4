-- The database and schema of the tables, as a statement names them.
SELECT concat('"', current_database(), '"."', current_schema(), '"') AS place;
