-- From an estimate down to what it rests on: a row for each thing found in an opening that the
-- number counts. `decides` says of what: that the opening holds the value, is of the population
-- (its occupation), or is of the group. A value that joins two, with | or _or_, rests on either's
-- findings.
CREATE VIEW evidence AS
WITH traced AS (
    SELECT
        e.*,
        o.employer_id,
        o.employer_name,
        o.title,
        o.posting_id,
        p.source,
        p.url,
        s.evidence_kind,
        if(
            s.evidence_is_value OR contains(e.value, '|'),
            string_split_regex(e.value, '[|]|_or_'),
            NULL
        ) AS wanted
    FROM openings_of_estimates AS e
    INNER JOIN openings AS o ON e.opening_id = o.opening_id
    INNER JOIN postings AS p ON o.posting_id = p.posting_id
    INNER JOIN statistics AS s ON e.statistic = s.statistic
)

SELECT
    t.statistic,
    t.population_id,
    t.split,
    t.group_value,
    t.value,
    t.measure,
    t.opening_id,
    t.employer_id,
    t.employer_name,
    t.title,
    t.posting_id,
    t.source,
    t.url,
    CASE
        WHEN
            f.kind = t.evidence_kind
            AND (t.wanted IS NULL OR list_contains(t.wanted, f.value))
            THEN 'value'
        WHEN f.kind = 'occupation' THEN 'population'
        WHEN f.kind = t.split THEN 'group'
    END AS decides,
    f.kind,
    f.value AS found,
    f.mention_class,
    f.start_char,
    f.end_char,
    f.quote,
    f.quote_start,
    f.quote_end,
    f.rule,
    f.section,
    f.section_rule,
    f.heading,
    f.modifier_rule,
    f.modifier
FROM traced AS t
LEFT JOIN opening_findings AS f
    ON
        t.opening_id = f.opening_id
        AND f.mention_class <> 'negated'
        AND (
            (
                t.evidence_kind = f.kind
                AND (t.wanted IS NULL OR list_contains(t.wanted, f.value))
            )
            OR f.kind = 'occupation'
            OR t.split = f.kind
        )
