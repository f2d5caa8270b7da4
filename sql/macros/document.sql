-- The text that offsets of findings point into: title, blank line, body (nlp.document).
CREATE OR REPLACE MACRO document(title, text) AS
CASE
    WHEN trim(title) = '' THEN text
    ELSE trim(regexp_replace(title, '\s+', ' ', 'g')) || chr(10) || chr(10) || text
END;
