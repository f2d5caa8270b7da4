-- Of each wanted skill sentences of different employers that name it, and why they count: rather of
-- the populations that stand first, rather one that asks than one that only mentions, and none that
-- was withdrawn; else in a fixed order that mixes employers. Releases that keep no reasons have
-- none.
WITH reasoned AS (
    FROM opening_findings
    UNION ALL BY NAME
    SELECT
        NULL::VARCHAR AS section,
        NULL::VARCHAR AS section_rule,
        NULL::VARCHAR AS heading,
        NULL::VARCHAR AS modifier_rule,
        NULL::VARCHAR AS modifier
    WHERE FALSE
),

naming AS (
    SELECT
        *,
        md5(opening_id) AS mixed,
        mention_class = 'mentioned' AS is_only_mentioned
    FROM reasoned
    WHERE
        kind = 'skill'
        AND mention_class <> 'negated'
        AND quote <> $withdrawn
        AND list_contains($wanted::JSON::VARCHAR[], value)
),

places AS (
    SELECT
        opening_id,
        min(list_position($populations::JSON::VARCHAR[], population_id)) AS place
    FROM population_openings
    WHERE list_contains($populations::JSON::VARCHAR[], population_id)
    GROUP BY opening_id
),

one_each AS (
    SELECT
        f.value AS skill,
        o.employer_id,
        arg_min(
            row(f.opening_id, f.posting_id, f.start_char, f.rule),
            row(p.place, f.is_only_mentioned, f.mixed, f.posting_id, f.start_char, f.rule)
        ) AS finding,
        min(row(p.place, f.is_only_mentioned, f.mixed)) AS rank
    FROM naming AS f
    INNER JOIN places AS p ON f.opening_id = p.opening_id
    INNER JOIN openings AS o ON f.opening_id = o.opening_id
    GROUP BY f.value, o.employer_id
),

chosen AS (
    SELECT *
    FROM one_each
    QUALIFY row_number() OVER (PARTITION BY skill ORDER BY rank, employer_id) <= $most
)

SELECT
    c.skill,
    p.employer_name,
    p.url,
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
INNER JOIN naming AS f
    ON
        c.skill = f.value
        AND c.finding = row(f.opening_id, f.posting_id, f.start_char, f.rule)
INNER JOIN postings AS p ON f.posting_id = p.posting_id
ORDER BY c.skill, c.rank, c.employer_id, f.end_char
