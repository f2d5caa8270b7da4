-- From an estimate down to the openings it counts, and what was found in them by which rule.
SELECT *  -- noqa: AM04
FROM main.evidence
