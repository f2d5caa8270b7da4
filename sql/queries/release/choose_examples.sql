-- For each wanted value of a statistic one finding that it rests on: rather of the very value than
-- of another, rather one that asks than one that only mentions, and none that was withdrawn; else
-- of the opening whose place is least, in an order that mixes employers. Only openings before
-- $least_place are looked at; where a finding is as good as any can be, all others are behind it.
WITH wanted AS (
    SELECT
        unnest($populations::JSON::VARCHAR[]) AS population_id,
        unnest($wanted::JSON::VARCHAR[]) AS value
),

early AS (
    SELECT
        opening_id,
        md5(opening_id) AS place
    FROM openings
    WHERE place < $least_place
),

of_wanted AS (
    SELECT a.*
    FROM query_table($statistic) AS a  -- noqa: RF02
    SEMI JOIN wanted AS w ON a.population_id = w.population_id AND a.value = w.value
    SEMI JOIN early AS e ON a.opening_id = e.opening_id
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

held AS MATERIALIZED (
    SELECT
        a.population_id,
        a.value,
        a.opening_id,
        e.place
    FROM answers AS a
    INNER JOIN early AS e ON a.opening_id = e.opening_id
    WHERE a.measure = $counted AND a.is_held  -- noqa: RF02
),

evidence AS (
    SELECT
        rowid AS finding,
        opening_id,
        value,
        mention_class = 'mentioned' AS is_only_mentioned,
        start_char,
        rule
    FROM opening_findings
    WHERE
        kind = $evidence
        AND mention_class <> 'negated'
        AND NOT list_contains($withdrawn::JSON::VARCHAR[], posting_id)
        AND opening_id IN (SELECT h.opening_id FROM held AS h)
),

known_values AS (
    SELECT
        value,
        bool_and(mention_class = 'mentioned') AS is_only_mentioned
    FROM opening_findings
    WHERE kind = $evidence AND mention_class <> 'negated'
    GROUP BY value
),

-- What a finding may say that is evidence of a value; where it need not be of the value, only what
-- is of its own.
told AS MATERIALIZED (
    SELECT DISTINCT
        w.value,
        k.value AS told_value,
        k.value <> w.value AND NOT starts_with(k.value, w.value || '-') AS is_another,
        list_contains(string_split(w.value, '_or_'), k.value) AS is_part
    FROM wanted AS w
    CROSS JOIN known_values AS k
    WHERE CASE WHEN $is_value THEN is_part ELSE NOT is_another END  -- noqa: RF02
),

asked AS MATERIALIZED (
    SELECT
        h.population_id,
        h.value,
        h.opening_id,
        h.place,
        t.told_value,
        t.is_another
    FROM held AS h
    INNER JOIN told AS t ON h.value = t.value
),

of_openings AS (
    SELECT
        opening_id,
        min(struct_pack(
            is_only_mentioned := is_only_mentioned,
            start_char := start_char,
            rule := rule,
            finding := finding
        )) AS best
    FROM evidence
    WHERE NOT $is_value
    GROUP BY opening_id
),

candidates AS (
    SELECT
        a.population_id,
        a.value,
        a.is_another,
        e.is_only_mentioned,
        a.place,
        e.start_char,
        e.rule,
        e.finding
    FROM asked AS a
    INNER JOIN evidence AS e ON a.opening_id = e.opening_id AND a.told_value = e.value
    UNION ALL
    SELECT
        h.population_id,
        h.value,
        TRUE AS is_another,
        o.best.is_only_mentioned,
        h.place,
        o.best.start_char,
        o.best.rule,
        o.best.finding
    FROM held AS h
    INNER JOIN of_openings AS o ON h.opening_id = o.opening_id
),

chosen AS (
    SELECT
        population_id,
        value,
        min(struct_pack(
            is_another := is_another,
            is_only_mentioned := is_only_mentioned,
            place := place,
            start_char := start_char,
            rule := rule,
            finding := finding
        )) AS best
    FROM candidates
    GROUP BY population_id, value
),

own AS (
    SELECT DISTINCT value
    FROM told
    WHERE NOT is_another
)

SELECT
    c.population_id,
    c.value,
    c.best.finding,
    (NOT c.best.is_another OR o.value IS NULL)
    AND c.best.is_only_mentioned = (SELECT bool_and(k.is_only_mentioned) FROM known_values AS k)
        AS is_final
FROM chosen AS c
LEFT JOIN own AS o ON c.value = o.value
