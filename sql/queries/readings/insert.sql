-- What a pipeline version read.
INSERT INTO readings BY NAME FROM incoming_rows;
