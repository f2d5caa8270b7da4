-- What the data hold of each population that has openings.
WITH by_employer AS (
    SELECT
        p.population_id,
        p.employer_id,
        count(*) AS openings,
        sum(p.postings) AS postings,
        min(o.first_seen) AS first_seen,
        max(o.last_seen) AS last_seen,
        arg_min(o.employer_name, o.opening_id) AS employer_name
    FROM population_openings AS p
    INNER JOIN openings AS o ON p.opening_id = o.opening_id
    GROUP BY p.population_id, p.employer_id
),

by_board AS (
    SELECT DISTINCT
        p.population_id,
        f.source,
        f.board
    FROM population_openings AS p
    INNER JOIN posting_facts AS f ON p.opening_id = f.opening_id
),

boards AS (
    SELECT
        population_id,
        count(*) AS boards,
        list_sort(list_distinct(list(source))) AS sources
    FROM by_board
    GROUP BY population_id
),

totals AS (
    SELECT
        population_id,
        sum(openings)::BIGINT AS openings,
        sum(postings)::BIGINT AS postings,
        count(*) AS employers,
        (min(first_seen) AT TIME ZONE 'UTC')::DATE AS first_day,
        (max(last_seen) AT TIME ZONE 'UTC')::DATE AS last_day,
        arg_min(employer_name, (-openings, employer_id)) AS largest_employer,
        max(openings) / sum(openings) AS largest_employer_share
    FROM by_employer
    GROUP BY population_id
)

SELECT
    totals.population_id,
    totals.openings,
    totals.postings,
    totals.employers,
    coalesce(boards.boards, 0) AS boards,
    coalesce(boards.sources, []) AS sources,
    totals.first_day,
    totals.last_day,
    totals.largest_employer,
    totals.largest_employer_share
FROM totals
LEFT JOIN boards ON totals.population_id = boards.population_id
ORDER BY totals.population_id
