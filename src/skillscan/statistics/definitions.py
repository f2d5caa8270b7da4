"""The definition of a statistic: the header comment of its file in ``sql/statistics``.

A file is ``/* YAML */`` followed by one SELECT. The SELECT makes the relation that the file is
named after: one row per (population_id, opening_id, value) with the value's ``label`` and one
BOOLEAN column per measure. An opening *states the thing at all* when it has any row.
"""

import re
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from skillscan import resources
from skillscan.errors import SkillscanError

_HEADER = re.compile(r"\A\s*/\*(?P<yaml>.{1,20000}?)\*/", re.DOTALL)
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


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Dimension(_Strict):
    """What the values of a statistic are: ``name`` for programs, ``label`` for people."""

    name: str = Field(pattern=r"^[a-z_]{1,40}$")
    label: str


class HeadlineChoice(_Strict):
    """The measure and the view that are meant where only one number is given."""

    measure: str
    view: Literal["all", "stating"]


class Minimum(_Strict):
    """The least sample, in the headline's denominator, for which numbers are published."""

    openings: int = Field(ge=1)
    employers: int = Field(ge=1)


class EvidenceFilter(_Strict):
    """The findings an estimate rests on; ``is_value``: only those with the estimate's value."""

    kind: str
    is_value: bool


class Definition(_Strict):
    """One statistic, as its file states it; ``select`` is the SQL without the header."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")
    order: int = Field(ge=1)
    title: str
    definition: str
    unit: Literal["opening"]
    denominator: str
    stating: str
    dimension: Dimension
    measures: dict[str, str] = Field(min_length=1)
    headline: HeadlineChoice
    minimum: Minimum
    caveats: tuple[str, ...]
    evidence: EvidenceFilter
    reading_error: str | None = None
    sentence: str
    select: str = Field(default="", exclude=True)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Definition":
        if self.headline.measure not in self.measures:
            raise ValueError(f"headline.measure {self.headline.measure!r} is no measure")
        odd = [name for name in self.measures if not re.fullmatch(r"[a-z][a-z_]{0,40}", name)]
        if odd:
            raise ValueError(f"measures {odd} are no column names")
        unknown = set(_PLACEHOLDER.findall(self.sentence)) - PLACEHOLDERS
        if unknown:
            raise ValueError(f"sentence names {sorted(unknown)}; known: {sorted(PLACEHOLDERS)}")
        return self


def parse_definition(text: str, *, stem: str) -> Definition:
    """The definition in one file's text; ``stem`` is the file name without ``.sql``.

    Raises SkillscanError naming the file and what is wrong with it.
    """
    place = f"sql/statistics/{stem}.sql"
    header = _HEADER.match(text)
    if header is None:
        raise SkillscanError(f"{place}: begin the file with its definition, YAML between /* and */")
    try:
        fields = yaml.safe_load(header["yaml"])
        definition = Definition.model_validate({**fields, "select": text[header.end() :].strip()})
    except (yaml.YAMLError, TypeError) as error:
        raise SkillscanError(f"{place}: the header is not YAML of key: value: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'header'}: {fault['msg']}"
            for fault in error.errors()
        )
        raise SkillscanError(f"{place}: {faults}") from error
    _check(definition, place, stem)
    return definition


def _check(definition: Definition, place: str, stem: str) -> None:
    import duckdb  # definitions are checked where they are read, not where a release is shown

    if definition.id != stem:
        raise SkillscanError(f"{place}: id is {definition.id!r}; the file must be named after it")
    missing = [key for key in definition.caveats if key not in caveats()]
    if missing:
        raise SkillscanError(f"{place}: caveats {missing} are not in data/caveats.yaml")
    try:
        statements = duckdb.extract_statements(definition.select)
    except duckdb.Error as error:
        raise SkillscanError(f"{place}: the SQL does not parse: {error}") from error
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise SkillscanError(f"{place}: the file must hold exactly one SELECT")


def caveats() -> dict[str, str]:
    """Caveat sentences by key, from ``data/caveats.yaml``."""
    loaded: dict[str, str] = resources.data_yaml("caveats.yaml")
    return loaded


def read_definitions(folder: Traversable) -> dict[str, Definition]:
    """Every definition in a folder of ``.sql`` files, by id, in the order they ask for."""
    stems = [name.removesuffix(".sql") for name in resources.names(folder, ".sql")]
    found = [
        parse_definition(folder.joinpath(f"{stem}.sql").read_text("utf-8"), stem=stem)
        for stem in stems
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


@cache
def definitions() -> dict[str, Definition]:
    """The statistics that travel with the package, by id; callers must not change it."""
    return read_definitions(resources.sql("statistics"))
