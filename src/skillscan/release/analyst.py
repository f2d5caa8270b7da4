"""What a release has for analysts: views with stable names, table macros, and the way down from an
estimate to what it rests on.

* ``openings_of_estimates``: which openings each number counts, groups included; ``evidence``: what
  was found in them, and by which rule.
* ``every_<statistic>``: which openings of the release hold which value, whatever the population.
* the macros ``shares``, ``shares_by_group``, ``shares_by_sample``, ``medians``,
  ``survival_medians`` and ``differences``, and one a statistic under its name
  (``skill_share(…)``), for any occupation, country, language, level, source and time.
* the schema ``analyst``: the views that may be relied on (docs/promises.md).

All of it follows from the definitions: a statistic of one's own has it too.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from skillscan import resources
from skillscan.errors import SkillscanError
from skillscan.release.database import MACROS
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.definitions import (
    AMOUNT,
    OF_SKILLS,
    Definition,
    FigureRule,
)
from skillscan.statistics.estimates import ALL
from skillscan.statistics.figures.difference import LEAST_UNLIKE

SCHEMA = "analyst"
EVERY = "every_"
ALL_OPENINGS = "openings_of_estimates"
_MACROS = (
    *("listed", "student_t", "too_few", "answers_of", "asked_postings", "asked_openings"),
    *("shares_by_group", "shares", "shares_by_sample", "medians", "survival_medians"),
    "differences",
)
"""In this order: each may use those before it."""
_CONDITIONS = (
    *("population", "occupation", "country", "language", "seniority", "source", "since", "until"),
)
"""The parameters of all macros, as ``skillscan stats`` has them as options."""
_AGAINST = ("population", "against", "occupation", "against_occupation", *_CONDITIONS[2:])
"""The parameters of a macro that compares two populations."""
_MEDIANS = frozenset({"median", "survival_median"})
_EVERY_OPENING = (
    "population_openings AS (SELECT '' AS population_id, opening_id, employer_id, postings "
    "FROM openings)"
)


_BY_OPENING = """
SELECT
    '{statistic}' AS statistic,
    a.population_id,
    '{split}' AS split,
    s.group_value,
    a.value,
    a.measure,
    a.opening_id
FROM (
    SELECT
        population_id,
        opening_id,
        value,
        unnest([{names}]) AS measure,
        unnest([{conditions}]) AS is_held
    FROM {statistic}
) AS a
INNER JOIN openings_by_{split} AS s
    ON a.population_id = s.population_id AND a.opening_id = s.opening_id
WHERE a.is_held
"""
_ASKED = """
population_openings AS (
    SELECT
        '' AS population_id,
        a.opening_id,
        a.employer_id,
        a.postings
    FROM asked_openings({passed}) AS a
),

population_postings AS (
    SELECT
        '' AS population_id,
        a.posting_id,
        a.opening_id
    FROM asked_postings({passed}) AS a
),

populations AS (
    SELECT
        '' AS population_id,
        NULL::INTEGER AS period_days,
        NULL::DATE AS since,
        NULL::DATE AS until
)
"""
"""What statistics are made of, of the openings that are asked for; in this order, for the macros of
the first ones read the release's own tables of these names.
"""
_RATIO = """
SELECT
    g.value,
    min(g.label) AS label,
    '{figure}' AS figure,
    '{unit}' AS unit,
    sum(g.openings)::BIGINT AS openings,
    count(*) AS employers,
    {number} AS number
FROM given AS g
WHERE g.amount_{figure} IS NOT NULL
GROUP BY g.value
HAVING sum(g.amount_{figure}_of) > 0
"""
_COUNT = """
SELECT
    g.value,
    g.label,
    '{figure}' AS figure,
    '{unit}' AS unit,
    g.openings,
    g.employers,
    g.amount_{figure} AS number
FROM given AS g
WHERE g.amount_{figure} IS NOT NULL
"""
_FIGURES = """
SELECT
    f.value,
    f.label,
    f.figure,
    f.unit,
    f.openings,
    f.employers,
    CASE WHEN f.reason IS NULL THEN round(f.number, 6) END AS number,
    f.reason AS withheld
FROM (
    SELECT
        n.*,
        too_few(n.openings, n.employers, {least.openings}, {least.employers}) AS reason
    FROM numbers AS n
) AS f
ORDER BY f.figure, f.value
"""
_BARE_NAME = re.compile(r'"column_names":\["([^"]+)"\]')
"""A column without the name of its table, in what DuckDB parses of a query."""
_TRANSFORMED = {None: "{}", "minus_one": "{} - 1", "exp_minus_one": "exp({}) - 1"}
"""Ratios as they are published."""
_BY_POPULATION = """
SELECT
    '{statistic}' AS statistic,
    a.population_id,
    'all' AS split,
    '' AS group_value,
    a.value,
    unnest([{names}]) AS measure,
    p.opening_id
FROM {statistic} AS a
INNER JOIN population_openings AS p ON a.population_id = p.population_id {same}
"""


def add_analyst_relations(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make them all; the tables of the release and the views of its statistics exist."""
    connection.execute(f"CREATE VIEW {ALL_OPENINGS} AS {_all_openings(catalogue)}")
    connection.execute(_text("views", "evidence"))
    for name in _MACROS:
        connection.execute(_text("macros", name))
    with _without_views() as bare:
        for split in catalogue.splits:
            _add_every(connection, bare, catalogue, f"openings_by_{split}")
        for name, file in catalogue.files.items():
            if file.definition.unit == "opening":
                _add_every(connection, bare, catalogue, name)
            connection.execute(_macro(bare, catalogue, file.definition))
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    folder = resources.sql("release", SCHEMA)
    for name in resources.names(folder, ".sql"):
        select = folder.joinpath(name).read_text("utf-8")
        connection.execute(f"CREATE VIEW {SCHEMA}.{name.removesuffix('.sql')} AS {select}")


def macro_names(catalogue: Catalogue) -> list[str]:
    """The macros that are called after statistics."""
    return list(catalogue.definitions)


def is_of_skills(definition: Definition) -> bool:
    """Whether the values of its shares are skills or pairs of them, of which there are kinds."""
    is_of_openings = definition.unit == "opening" and not _leads_median(definition)
    return definition.dimension.name in OF_SKILLS and is_of_openings


def is_of_groups(definition: Definition) -> bool:
    """Whether its shares are of groups only."""
    return bool(definition.measures) and ALL not in definition.splits


def compares(definition: Definition) -> bool:
    """Whether its figures are made of two populations."""
    return any(rule.kind == "difference" for rule in definition.figures.values())


def _leads_median(definition: Definition) -> bool:
    rule = definition.figures.get(definition.headline.measure)
    return rule is not None and rule.kind in _MEDIANS


def _text(*place: str) -> str:
    folder, name = place
    return resources.sql("release", folder, f"{name}.sql").read_text("utf-8")


def _columns(definition: Definition) -> dict[str, str]:
    """Measure or figure to the condition on a row of the statistic's relation that it counts."""
    found = {name: name for name in definition.measures}
    for name, rule in definition.figures.items():
        if rule.kind in _MEDIANS:
            found[name] = f"{AMOUNT}{name} IS NOT NULL"
        elif rule.measure:
            found[name] = rule.measure
    return found


def _all_openings(catalogue: Catalogue) -> str:
    """The SELECT of ``openings_of_estimates``: one branch a statistic and split, so that a query of
    one of them looks at no other.
    """
    return "\nUNION ALL\n".join(
        branch for definition in catalogue.definitions.values() for branch in _branches(definition)
    )


def _branches(definition: Definition) -> Iterator[str]:
    names, conditions = _named_conditions(definition)
    words = {"statistic": definition.id, "names": names, "conditions": conditions}
    if definition.unit == "opening":
        for split in definition.splits:
            yield _BY_OPENING.format(split=split, **words)
    else:
        is_by_employer = definition.unit == "employer"
        same = "AND a.employer_id = p.employer_id" if is_by_employer else ""
        yield _BY_POPULATION.format(same=same, **words)


def _named_conditions(definition: Definition) -> tuple[str, str]:
    """The measures and figures of a statistic, as lists of SQL: their names, and what they count.

    A number that is counted by employer rests on all openings of its employers, one of the
    population as a whole on all of its openings.
    """
    columns = (
        _columns(definition)
        if definition.unit == "opening"
        else dict.fromkeys(definition.figures, "TRUE")
    )
    return ", ".join(f"'{name}'" for name in columns), ", ".join(columns.values())


@contextmanager
def _without_views() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that says which relations a SELECT names: where a view of that name exists, DuckDB
    names the tables inside it instead.
    """
    with duckdb.connect() as bare:
        for name in MACROS:
            bare.execute(resources.sql("macros", f"{name}.sql").read_text("utf-8"))
        yield bare


def _add_every(
    connection: duckdb.DuckDBPyConnection,
    bare: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    name: str,
) -> None:
    every = _of_every_opening(bare, catalogue, name)
    connection.execute(f"CREATE VIEW {EVERY}{name} AS {every}")


def _require_told_apart(bare: duckdb.DuckDBPyConnection, select: str, place: str) -> None:
    """Raises SkillscanError where a SELECT has a column that DuckDB would take for a parameter of
    the macro that holds it.
    """
    ((tree,),) = bare.execute("SELECT json_serialize_sql($1)", [select]).fetchall()
    if taken := sorted({*_BARE_NAME.findall(tree)} & {*_CONDITIONS}):
        raise SkillscanError(
            f"{place}: no macro can be made of it: write {', '.join(taken)} with the table's name "
            "(postings.source), for its macro has parameters of these names"
        )


def _of_every_opening(bare: duckdb.DuckDBPyConnection, catalogue: Catalogue, name: str) -> str:
    """The SELECT of a statistic over all openings of the release; what it builds on, as well."""
    needed = [f"{one} AS ({_select(catalogue, one)})" for one in _needed(bare, catalogue, name)]
    parts = ", ".join([_EVERY_OPENING, *needed])
    select = _select(catalogue, name)
    return f"WITH {parts} SELECT * EXCLUDE (population_id) FROM ({select})"  # noqa: S608


def _needed(bare: duckdb.DuckDBPyConnection, catalogue: Catalogue, name: str) -> list[str]:
    """The views that a relation builds on and that speak of populations, the deepest first."""
    found: dict[str, None] = {}
    for one in sorted(bare.get_table_names(_select(catalogue, name))):
        if one != name and _select(catalogue, one):
            found |= dict.fromkeys([*_needed(bare, catalogue, one), one])
    return list(found)


def _select(catalogue: Catalogue, name: str) -> str:
    """The SELECT of a statistic, a split or a view that they share; empty for a table."""
    if name in catalogue.files:
        return catalogue.files[name].select
    split = name.removeprefix("openings_by_")
    if split != name and split in catalogue.splits:
        return catalogue.splits[split]
    if name == "new_openings":
        return _text("views", name).partition(f"CREATE VIEW {name} AS")[2]
    if name == "samples":
        return _text("snapshot", name)
    return ""


def _macro(bare: duckdb.DuckDBPyConnection, catalogue: Catalogue, definition: Definition) -> str:
    """The macro that bears the name of a statistic: its shares, or its figures if these lead."""
    names = list(_AGAINST if compares(definition) else _CONDITIONS)
    if is_of_skills(definition):
        names.append("kind")
    given = ", ".join(f"{name} := NULL" for name in names)
    passed = ", ".join(f"{name} := {name}" for name in names)
    made = _of_asked(bare, catalogue, definition, passed)
    return f"CREATE MACRO {definition.id}({given}) AS TABLE {made}"


def _of_asked(
    bare: duckdb.DuckDBPyConnection, catalogue: Catalogue, definition: Definition, passed: str
) -> str:
    """The query of that macro."""
    name = definition.id
    if definition.unit != "opening":
        return _sums(bare, catalogue, definition, passed)
    if compares(definition):
        rule = definition.figures[definition.headline.measure]
        return f"FROM differences('{name}', '{rule.measure}', {LEAST_UNLIKE}, {passed})"
    if _leads_median(definition):
        kinds = {rule.kind for rule in definition.figures.values()}
        macros = {"survival_median": "survival_medians", "median": "medians"}
        parts = [f"FROM {macros[one]}('{name}', {passed})" for one in macros if one in kinds]
        return " UNION ALL ".join(parts)
    if is_of_groups(definition):
        return " UNION ALL ".join(
            f"SELECT '{split}' AS split, * FROM shares_by_group('{name}', '{split}', {passed})"  # noqa: S608
            for split in definition.splits
        )
    return f"FROM shares('{name}', {passed})"


def _sums(
    bare: duckdb.DuckDBPyConnection, catalogue: Catalogue, definition: Definition, passed: str
) -> str:
    """The query of ratios and counts: the statistic's relation is made of what is asked for."""
    needed = _needed(bare, catalogue, definition.id)
    for one in [*needed, definition.id]:
        _require_told_apart(bare, _select(catalogue, one), catalogue.files[definition.id].place)
    parts = [_ASKED.format(passed=passed)]
    parts += [f"{one} AS ({_select(catalogue, one)})" for one in [*needed, definition.id]]
    numbers = " UNION ALL ".join(
        (_RATIO if rule.kind == "ratio" else _COUNT).format(
            figure=name, unit=rule.unit, number=_ratio(name, rule)
        )
        for name, rule in definition.figures.items()
    )
    parts += [f"given AS (FROM {definition.id})", f"numbers AS ({numbers})"]
    return f"WITH {', '.join(parts)} {_FIGURES.format(least=definition.minimum)}"


def _ratio(name: str, rule: FigureRule) -> str:
    return _TRANSFORMED[rule.transform].format(f"sum(g.amount_{name}) / sum(g.amount_{name}_of)")
