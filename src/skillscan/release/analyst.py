"""What a release has for analysts: views with stable names, table macros, and the way down from an
estimate to what it rests on.

* ``openings_of_estimates``: which openings each number counts, groups included; ``evidence``: what
  was found in them, and by which rule.
* ``every_<statistic>``: which openings of the release hold which value, whatever the population.
* the macros ``shares``, ``shares_by_sample`` and ``medians``, and one a statistic under its name
  (``skill_share(…)``), for any occupation, country, language, level, source and time.
* the schema ``analyst``: the views that may be relied on (docs/promises.md).

All of it follows from the definitions: a statistic of one's own has it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from skillscan import resources
from skillscan.release.database import MACROS
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.definitions import AMOUNT, OF_SKILLS, Definition
from skillscan.statistics.estimates import ALL
from skillscan.statistics.sample_splits import SAMPLE

SCHEMA = "analyst"
EVERY = "every_"
ALL_OPENINGS = "openings_of_estimates"
_MACROS = ("listed", "student_t", "asked_openings", "shares", "shares_by_sample", "medians")
"""In this order: each may use those before it."""
_CONDITIONS = (
    *("population", "occupation", "country", "language", "seniority", "source", "since", "until"),
)
"""The parameters of all macros, as ``skillscan stats`` has them as options."""
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
    with _without_views() as bare:
        by_sample = f"openings_by_{SAMPLE}"
        every = _of_every_opening(bare, catalogue, by_sample)
        connection.execute(f"CREATE VIEW {EVERY}{by_sample} AS {every}")
        for name in _MACROS:
            connection.execute(_text("macros", name))
        for name, file in catalogue.files.items():
            if _has_macro(file.definition):
                every = _of_every_opening(bare, catalogue, name)
                connection.execute(f"CREATE VIEW {EVERY}{name} AS {every}")
                connection.execute(_macro(file.definition))
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    folder = resources.sql("release", SCHEMA)
    for name in resources.names(folder, ".sql"):
        select = folder.joinpath(name).read_text("utf-8")
        connection.execute(f"CREATE VIEW {SCHEMA}.{name.removesuffix('.sql')} AS {select}")


def macro_names(catalogue: Catalogue) -> list[str]:
    """The macros that are called after statistics."""
    return [name for name, definition in catalogue.definitions.items() if _has_macro(definition)]


def is_of_skills(definition: Definition) -> bool:
    """Whether the values of its shares are skills or pairs of them, of which there are kinds."""
    return definition.dimension.name in OF_SKILLS and not _leads_median(definition)


def _has_macro(definition: Definition) -> bool:
    """Shares and medians of whole populations have one; a statistic that is made of groups only is
    another one in parts, and times until an end need the openings that have not ended.
    """
    leads = bool(definition.measures) or _leads_median(definition)
    return definition.unit == "opening" and ALL in definition.splits and leads


def _leads_median(definition: Definition) -> bool:
    rule = definition.figures.get(definition.headline.measure)
    return rule is not None and rule.kind == "median"


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
    return ""


def _macro(definition: Definition) -> str:
    """The macro that bears the name of a statistic: its shares, or its medians if these lead."""
    general = "medians" if _leads_median(definition) else "shares"
    names = [*_CONDITIONS, *(["kind"] if is_of_skills(definition) else [])]
    given = ", ".join(f"{name} := NULL" for name in names)
    passed = ", ".join(f"{name} := {name}" for name in names)
    return (
        f"CREATE MACRO {definition.id}({given}) AS TABLE "
        f"FROM {general}('{definition.id}', {passed})"
    )
