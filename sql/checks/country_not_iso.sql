-- A country that is no ISO code puts its postings into no country's population.
-- After: load
SELECT
    posting_id,
    country,
    language
FROM posting_versions
WHERE
    NOT regexp_full_match(coalesce(country, 'XX'), '[A-Z]{2}')
    OR NOT regexp_full_match(coalesce(language, 'xx'), '[a-z]{2,3}');
