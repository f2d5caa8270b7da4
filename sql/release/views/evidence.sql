-- From an estimate down to what it rests on: a row for each thing found in an opening that the
-- number counts. `decides` says of what: that the opening holds the value, is of the population
-- (its occupation), or is of the group; null where nothing was found. A value that joins two, with
-- | or _or_, rests on either's findings. What decides of what is a branch of its own, joined by
-- equal columns: one join would try every finding of an opening for every number that counts it.
-- noqa: disable=AM04,RF02
CREATE VIEW evidence AS
WITH told AS (
    SELECT
        opening_id,
        kind,
        value AS found,
        mention_class,
        start_char,
        end_char,
        quote,
        quote_start,
        quote_end,
        rule,
        section,
        section_rule,
        heading,
        modifier_rule,
        modifier
    FROM opening_findings
    WHERE mention_class <> 'negated'
),

told_occupations AS (
    SELECT opening_id
    FROM told
    WHERE kind = 'occupation'
),

traced AS (
    SELECT
        e.*,
        s.evidence_kind,
        if(
            s.evidence_is_value OR contains(e.value, '|'),
            string_split_regex(e.value, '[|]|_or_'),
            NULL
        ) AS wanted
    FROM openings_of_estimates AS e
    INNER JOIN statistics AS s ON e.statistic = s.statistic
),

parted AS (
    SELECT
        * EXCLUDE (wanted),
        unnest(list_distinct(wanted)) AS part
    FROM traced
    WHERE wanted IS NOT NULL
),

decided AS (
    SELECT
        p.* EXCLUDE (evidence_kind, part),
        'value' AS decides,
        f.* EXCLUDE (opening_id)
    FROM parted AS p
    INNER JOIN told AS f
        ON p.opening_id = f.opening_id AND p.evidence_kind = f.kind AND p.part = f.found

    UNION ALL

    SELECT
        t.* EXCLUDE (evidence_kind, wanted),
        'value' AS decides,
        f.* EXCLUDE (opening_id)
    FROM traced AS t
    INNER JOIN told AS f ON t.opening_id = f.opening_id AND t.evidence_kind = f.kind
    WHERE t.wanted IS NULL

    UNION ALL

    SELECT
        t.* EXCLUDE (evidence_kind, wanted),
        'population' AS decides,
        f.* EXCLUDE (opening_id)
    FROM traced AS t
    INNER JOIN told AS f ON t.opening_id = f.opening_id
    WHERE
        f.kind = 'occupation'
        AND NOT (
            coalesce(t.evidence_kind = f.kind, FALSE)
            AND (t.wanted IS NULL OR list_contains(t.wanted, f.found))
        )

    UNION ALL

    SELECT
        t.* EXCLUDE (evidence_kind, wanted),
        'group' AS decides,
        f.* EXCLUDE (opening_id)
    FROM traced AS t
    INNER JOIN told AS f ON t.opening_id = f.opening_id AND t.split = f.kind
    WHERE
        f.kind <> 'occupation'
        AND NOT (
            coalesce(t.evidence_kind = f.kind, FALSE)
            AND (t.wanted IS NULL OR list_contains(t.wanted, f.found))
        )

    UNION ALL BY NAME

    SELECT
        t.* EXCLUDE (evidence_kind, wanted),
        NULL::VARCHAR AS decides
    FROM traced AS t
    ANTI JOIN told_occupations AS o ON t.opening_id = o.opening_id
    ANTI JOIN told AS g ON t.opening_id = g.opening_id AND t.split = g.kind
    ANTI JOIN told AS f
        ON
            t.opening_id = f.opening_id
            AND t.evidence_kind = f.kind
            AND (t.wanted IS NULL OR list_contains(t.wanted, f.found))
)

SELECT
    d.statistic,
    d.population_id,
    d.split,
    d.group_value,
    d.value,
    d.measure,
    d.opening_id,
    o.employer_id,
    o.employer_name,
    o.title,
    o.posting_id,
    p.source,
    p.url,
    d.decides,
    d.kind,
    d.found,
    d.mention_class,
    d.start_char,
    d.end_char,
    d.quote,
    d.quote_start,
    d.quote_end,
    d.rule,
    d.section,
    d.section_rule,
    d.heading,
    d.modifier_rule,
    d.modifier
FROM decided AS d
INNER JOIN openings AS o ON d.opening_id = o.opening_id
INNER JOIN postings AS p ON o.posting_id = p.posting_id
