-- The tables of a release as the first version wrote them, filled with 30 openings of 10 employers:
-- all name Python, every third asks for 5 years. Compared with what that version wrote, row by row.
CREATE TABLE populations (
    population_id VARCHAR, label VARCHAR, occupation VARCHAR[], country VARCHAR[],
    language VARCHAR[], seniority VARCHAR[], source VARCHAR[], period_days INTEGER
);
INSERT INTO populations VALUES (
    'ml_engineer_us', 'machine-learning engineers in the United States',
    ['ml_engineer'], ['US'], ['en'], [], [], 365
);

CREATE TABLE posting_facts AS
SELECT
    format('greenhouse/employer-{:02d}/{}-0', n % 10, n) AS posting_id,
    'greenhouse' AS source,
    format('employer-{:02d}', n % 10) AS board,
    format('employer {:02d}', n % 10) AS employer_id,
    format('Employer {:02d}', n % 10) AS employer_name,
    format('opening{:05d}', n) AS opening_id,
    format('hash{:05d}', n) AS content_hash,
    'Machine Learning Engineer' AS title,
    'https://jobs.example/1' AS url,
    ['Austin, TX'] AS locations,
    'US' AS country,
    'en' AS language,
    'ml_engineer' AS occupation,
    NULL::VARCHAR AS seniority,
    if(n % 3 = 0, 5, 2)::INTEGER AS years_min,
    NULL::INTEGER AS years_best,
    NULL::VARCHAR AS degree,
    NULL::DOUBLE AS pay_min,
    NULL::DOUBLE AS pay_max,
    NULL::VARCHAR AS pay_currency,
    NULL::VARCHAR AS pay_period,
    NULL::VARCHAR AS workplace,
    TIMESTAMPTZ '2026-02-10 08:00:00+00' AS first_seen,
    TIMESTAMPTZ '2026-02-10 08:00:00+00' AS last_seen,
    NULL::TIMESTAMPTZ AS posted_at,
    NULL::TIMESTAMPTZ AS closed_at,
    TRUE AS is_read
FROM range(30) AS numbers (n)
ORDER BY posting_id;

CREATE TABLE opening_facts AS
SELECT
    opening_id, employer_id, employer_name, posting_id, content_hash, title, country, language,
    occupation, seniority, years_min, years_best, degree, pay_min, pay_max, pay_currency,
    pay_period, workplace, first_seen, last_seen, posted_at, TRUE AS is_open,
    1::BIGINT AS postings, 1::BIGINT AS boards, [source] AS sources, [country] AS countries, is_read
FROM posting_facts
ORDER BY opening_id;

CREATE TABLE opening_skills AS
SELECT opening_id, 'python' AS skill_id, 'required' AS mention_class, TRUE AS is_required
FROM opening_facts;

CREATE TABLE skills (skill_id VARCHAR, label VARCHAR, category VARCHAR);
INSERT INTO skills VALUES ('python', 'Python', 'tool');

CREATE TABLE population_openings AS
SELECT 'ml_engineer_us' AS population_id, opening_id, employer_id, postings FROM opening_facts;

CREATE TABLE samples AS
SELECT
    'ml_engineer_us' AS population_id, 30::BIGINT AS openings, 30::BIGINT AS postings,
    10::BIGINT AS employers, 10::BIGINT AS boards, ['greenhouse'] AS sources,
    DATE '2026-02-10' AS first_day, DATE '2026-02-10' AS last_day,
    'Employer 00' AS largest_employer, 0.1::DOUBLE AS largest_employer_share;

CREATE TABLE findings AS
SELECT
    o.opening_id, o.posting_id, o.content_hash, f.kind,
    coalesce(f.value, o.years_min::VARCHAR) AS value, 'required' AS mention_class,
    f.start_char::INTEGER AS start_char, f.end_char::INTEGER AS end_char, '-' AS rule,
    '{}' AS detail, f.quote, f.quote_start::BIGINT AS quote_start, f.quote_end::BIGINT AS quote_end
FROM opening_facts AS o
CROSS JOIN (
    VALUES
    ('skill', 'python', 49, 55, 'You know Python and PyTorch.', 9, 15),
    ('experience', NULL, 91, 99, '5+ years.', 0, 8)
) AS f (kind, value, start_char, end_char, quote, quote_start, quote_end)
ORDER BY o.opening_id, start_char;

CREATE VIEW skill_share AS
SELECT
    population_openings.population_id, population_openings.opening_id,
    opening_skills.skill_id AS value, coalesce(skills.label, opening_skills.skill_id) AS label,
    TRUE AS named, opening_skills.is_required AS required
FROM population_openings
INNER JOIN opening_skills ON population_openings.opening_id = opening_skills.opening_id
LEFT JOIN skills ON opening_skills.skill_id = skills.skill_id
WHERE opening_skills.mention_class <> 'negated';

CREATE VIEW experience_at_least AS
SELECT
    population_openings.population_id, population_openings.opening_id,
    thresholds.years::VARCHAR AS value, thresholds.years || '+ years' AS label,
    opening_facts.years_min >= thresholds.years AS at_least
FROM population_openings
INNER JOIN opening_facts ON population_openings.opening_id = opening_facts.opening_id
CROSS JOIN range(1, 11) AS thresholds (years)
WHERE opening_facts.years_min IS NOT NULL;

-- What statistics.json holds stood in these tables too.
CREATE TABLE statistics (
    statistic VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, definition VARCHAR NOT NULL,
    denominator VARCHAR NOT NULL, stating VARCHAR NOT NULL, dimension VARCHAR NOT NULL,
    headline_measure VARCHAR NOT NULL, headline_view VARCHAR NOT NULL,
    minimum_openings INTEGER NOT NULL, minimum_employers INTEGER NOT NULL,
    caveats VARCHAR[] NOT NULL, sentence VARCHAR NOT NULL
);
CREATE TABLE estimates (
    statistic VARCHAR, population_id VARCHAR, value VARCHAR, label VARCHAR NOT NULL,
    measure VARCHAR, openings BIGINT NOT NULL, postings BIGINT NOT NULL,
    employers BIGINT NOT NULL, of_openings BIGINT NOT NULL, of_employers BIGINT NOT NULL,
    stating_openings BIGINT NOT NULL, stating_employers BIGINT NOT NULL,
    all_share DOUBLE NOT NULL, all_low DOUBLE NOT NULL, all_high DOUBLE NOT NULL,
    stating_share DOUBLE, stating_low DOUBLE, stating_high DOUBLE,
    silent_share DOUBLE NOT NULL, silent_low DOUBLE NOT NULL, silent_high DOUBLE NOT NULL,
    employer_share DOUBLE, employer_low DOUBLE, employer_high DOUBLE,
    reading_precision DOUBLE, reading_recall DOUBLE, reading_exact DOUBLE, reading_labelled BIGINT,
    PRIMARY KEY (statistic, population_id, value, measure)
);
CREATE TABLE withheld (
    statistic VARCHAR, population_id VARCHAR, reason VARCHAR NOT NULL,
    PRIMARY KEY (statistic, population_id)
);
CREATE TABLE release (
    release VARCHAR NOT NULL, published_at TIMESTAMPTZ NOT NULL, as_of DATE, notice VARCHAR,
    pipeline_version VARCHAR, skillscan_version VARCHAR NOT NULL, method VARCHAR NOT NULL
);
