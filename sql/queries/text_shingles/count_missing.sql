SELECT count(*) AS texts
FROM missing_texts;
