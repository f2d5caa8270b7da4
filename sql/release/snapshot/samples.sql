-- What the data hold of each population that has openings. Postings of an opening that are not of
-- the population count for nothing here; what was seen before its period counts from there on,
-- what was seen after it until its end.
WITH newest AS (
    SELECT max(last_seen) AS last_seen
    FROM posting_facts
),

by_posting AS (
    SELECT
        p.population_id,
        f.source,
        f.board,
        greatest(
            (f.first_seen AT TIME ZONE 'UTC')::DATE,
            ((n.last_seen - to_days(d.period_days)) AT TIME ZONE 'UTC')::DATE,
            d.since
        ) AS first_day,
        least((f.last_seen AT TIME ZONE 'UTC')::DATE, d.until) AS last_day
    FROM population_postings AS p
    CROSS JOIN newest AS n
    INNER JOIN populations AS d ON p.population_id = d.population_id
    INNER JOIN posting_facts AS f ON p.posting_id = f.posting_id
),

advertised AS (
    SELECT
        b.population_id,
        count(*) AS postings,
        count(DISTINCT concat_ws('/', b.source, b.board)) AS boards,
        list_sort(list(DISTINCT b.source)) AS sources,
        min(b.first_day) AS first_day,
        max(b.last_day) AS last_day
    FROM by_posting AS b
    GROUP BY b.population_id
),

by_employer AS (
    SELECT
        p.population_id,
        p.employer_id,
        count(*) AS openings,
        arg_min(o.employer_name, o.opening_id) AS employer_name
    FROM population_openings AS p
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    GROUP BY p.population_id, p.employer_id
),

totals AS (
    SELECT
        population_id,
        sum(openings)::BIGINT AS openings,
        count(*) AS employers,
        arg_min(employer_name, (-openings, employer_id)) AS largest_employer,
        max(openings) / sum(openings) AS largest_employer_share
    FROM by_employer
    GROUP BY population_id
)

SELECT
    t.population_id,
    t.openings,
    a.postings,
    t.employers,
    a.boards,
    a.sources,
    a.first_day,
    a.last_day,
    t.largest_employer,
    t.largest_employer_share
FROM totals AS t
INNER JOIN advertised AS a ON t.population_id = a.population_id
ORDER BY t.population_id
