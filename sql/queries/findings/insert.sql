-- What a pipeline version found, with its place.
INSERT INTO findings BY NAME FROM incoming_rows;
