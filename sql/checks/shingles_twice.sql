-- A text whose shingles are kept twice makes its posting two postings to the grouping.
-- After: group
SELECT content_hash
FROM text_shingles
GROUP BY content_hash
HAVING count(*) > 1;
