-- For each wanted value of a statistic one sentence that it rests on, and why: rather of the very
-- number than of another, rather one that asks than one that only mentions, and none that was
-- withdrawn; else in a fixed order that mixes employers.
WITH wanted AS (
    SELECT
        unnest($populations::JSON::VARCHAR[]) AS population_id,
        unnest($wanted::JSON::VARCHAR[]) AS value
),

of_wanted AS (
    SELECT a.*
    FROM query_table($statistic) AS a  -- noqa: RF02
    SEMI JOIN wanted AS w ON a.population_id = w.population_id AND a.value = w.value
),

answers AS (
    FROM of_wanted
    UNPIVOT (
        is_held FOR measure IN (
            COLUMNS(
                LAMBDA name: name NOT LIKE 'amount%'
                AND name NOT IN ('population_id', 'opening_id', 'value', 'label')
            )
        )
    )
),

held AS (
    SELECT
        population_id,
        value,
        opening_id,
        md5(opening_id) AS place
    FROM answers
    WHERE measure = $counted AND is_held
),

evidence AS (
    SELECT
        rowid AS finding,
        opening_id,
        value,
        CASE WHEN $is_value THEN value END AS only_of,
        mention_class = 'mentioned' AS is_only_mentioned,
        start_char,
        rule
    FROM opening_findings
    WHERE
        kind = $evidence
        AND mention_class <> 'negated'
        AND NOT list_contains($withdrawn::JSON::VARCHAR[], posting_id)
),

chosen AS (
    SELECT
        h.population_id,
        h.value,
        arg_min(
            e.finding,
            row(
                NOT (e.value = h.value OR starts_with(e.value, h.value || '-')),
                e.is_only_mentioned,
                h.place,
                e.start_char,
                e.rule
            )
        ) AS finding
    FROM held AS h
    INNER JOIN evidence AS e
        ON
            h.opening_id = e.opening_id
            AND (e.only_of IS NULL OR list_contains(string_split(h.value, '_or_'), e.only_of))
    GROUP BY h.population_id, h.value
)

SELECT
    c.population_id,
    c.value,
    o.employer_name,
    f.posting_id,
    f.quote,
    f.quote_start,
    f.quote_end,
    f.kind,
    f.mention_class,
    f.rule,
    f.detail,
    f.section,
    f.section_rule,
    f.heading,
    f.modifier_rule,
    f.modifier
FROM chosen AS c
INNER JOIN opening_findings AS f ON c.finding = f.rowid
INNER JOIN openings AS o ON f.opening_id = o.opening_id
ORDER BY c.population_id, c.value
