"""The definition of a statistic: the header comment of its file in ``sql/statistics``.

A file is ``/* YAML */`` followed by one SELECT. The SELECT makes the relation that the file is
named after: one row per (population_id, opening_id, value) with the value's ``label`` and one
BOOLEAN column per measure. An opening *states the thing at all* when it has any row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from skillscan import resources
from skillscan.errors import SkillscanError

_HEADER = re.compile(r"\A\s*/\*(?P<yaml>.{1,20000}?)\*/", re.DOTALL)
_COLUMN = re.compile(r"[a-z][a-z_]{0,40}")
_PLACEHOLDER = re.compile(r"\{([a-z_]{1,40})\}")
PLACEHOLDERS = frozenset(
    {
        "share",
        "low",
        "high",
        "silent",
        "label",
        "population",
        "openings",
        "employers",
        "first_day",
        "last_day",
    }
)
"""What a sentence template may name."""


class Dimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the values of a statistic are: ``name`` for programs, ``label`` for people."""

    name: Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$")]
    label: str


class HeadlineChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measure and the view that are meant where only one number is given."""

    measure: str
    view: Literal["all", "stating"]


class Minimum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least sample, in the headline's denominator, for which numbers are published."""

    openings: Annotated[int, Meta(ge=1)]
    employers: Annotated[int, Meta(ge=1)]


class EvidenceFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings an estimate rests on; ``is_value``: only those with the estimate's value."""

    kind: str
    is_value: bool


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statistic, as its file states it."""

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
    order: Annotated[int, Meta(ge=1)]
    title: str
    definition: str
    unit: Literal["opening"]
    denominator: str
    stating: str
    dimension: Dimension
    measures: Annotated[dict[str, str], Meta(min_length=1)]
    headline: HeadlineChoice
    minimum: Minimum
    caveats: tuple[str, ...]
    evidence: EvidenceFilter
    reading_error: str | None = None
    sentence: str


@dataclass(frozen=True, slots=True)
class StatisticFile:
    """What a file of ``sql/statistics`` holds: a definition, and the SELECT behind it."""

    definition: Definition
    select: str


def parse_file(text: str, *, stem: str) -> StatisticFile:
    """What is in one file's text; ``stem`` is the file name without ``.sql``.

    Raises SkillscanError naming the file and what is wrong with it.
    """
    import yaml

    place = f"sql/statistics/{stem}.sql"
    header = _HEADER.match(text)
    if header is None:
        raise SkillscanError(f"{place}: begin the file with its definition, YAML between /* and */")
    try:
        definition = msgspec.convert(yaml.safe_load(header["yaml"]), Definition)
    except yaml.YAMLError as error:
        raise SkillscanError(f"{place}: the header is not YAML of key: value: {error}") from error
    except msgspec.ValidationError as error:
        raise SkillscanError(f"{place}: {error}") from error
    found = StatisticFile(definition, text[header.end() :].strip())
    if fault := _fault_of(definition, stem):
        raise SkillscanError(f"{place}: {fault}")
    _check_select(found.select, place)
    return found


def _fault_of(definition: Definition, stem: str) -> str | None:
    """What of a definition does not agree with the rest of it, its file or the caveats."""
    if definition.id != stem:
        return f"id is {definition.id!r}; the file must be named after it"
    if missing := [key for key in definition.caveats if key not in caveats()]:
        return f"caveats {missing} are not in data/caveats.yaml"
    if definition.headline.measure not in definition.measures:
        return f"headline.measure {definition.headline.measure!r} is no measure"
    if odd := [name for name in definition.measures if not _COLUMN.fullmatch(name)]:
        return f"measures {odd} are no column names"
    if unknown := set(_PLACEHOLDER.findall(definition.sentence)) - PLACEHOLDERS:
        return f"sentence names {sorted(unknown)}; known: {sorted(PLACEHOLDERS)}"
    return None


def _check_select(select: str, place: str) -> None:
    import duckdb  # definitions are checked where they are read, not where a release is shown

    try:
        statements = duckdb.extract_statements(select)
    except duckdb.Error as error:
        raise SkillscanError(f"{place}: the SQL does not parse: {error}") from error
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise SkillscanError(f"{place}: the file must hold exactly one SELECT")


def caveats() -> dict[str, str]:
    """Caveat sentences by key, from ``data/caveats.yaml``."""
    loaded: dict[str, str] = resources.data_yaml("caveats.yaml")
    return loaded


def _read_files(folder: Traversable) -> dict[str, StatisticFile]:
    """What every ``.sql`` file of a folder holds, by id, in the order they ask for."""
    stems = [name.removesuffix(".sql") for name in resources.names(folder, ".sql")]
    found = [
        parse_file(folder.joinpath(f"{stem}.sql").read_text("utf-8"), stem=stem) for stem in stems
    ]
    found.sort(key=lambda one: (one.definition.order, one.definition.id))
    return {one.definition.id: one for one in found}


@cache
def statistic_files() -> Mapping[str, StatisticFile]:
    """The statistics that travel with the package, by id."""
    return _read_files(resources.sql("statistics"))


def definitions() -> dict[str, Definition]:
    """Their definitions, by id."""
    return {key: file.definition for key, file in statistic_files().items()}
