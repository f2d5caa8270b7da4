"""The definition of a statistic: the header comment of its file in ``sql/statistics``.

A file is ``/* YAML */`` followed by one SELECT. The SELECT makes the relation that the file is
named after, in the grain of the definition's ``unit``:

* ``opening``: one row per (population_id, opening_id, value) with the value's ``label``, one
  BOOLEAN column per measure (published as shares) and the DOUBLE columns of its figures. An
  opening *states the thing at all* when it has any row.
* ``employer``: one row per (population_id, employer_id, value) with its label, how many
  ``openings`` it is of, and the columns of its figures: sums over the employer's openings. Where
  ratios are to be compared between samples, ``by_sample`` has a list of the same: a struct of
  ``sample`` (a group of ``sql/splits/sample.sql``), ``openings`` and the columns of figures.
* ``population``: one row per (population_id, value) with its label, how many ``openings`` of how
  many ``employers`` it is of, and the columns of its figures.
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
AMOUNT = "amount_"
"""How the columns of figures begin in a relation."""
BY_SAMPLE = "by_sample"
"""The column that a relation of employers may have beside those of its figures."""
OF_SKILLS = frozenset({"skill", "pair"})
"""Dimensions whose values are skills, or several of them with ``|`` between."""
UNITS_OF_KINDS = {"ratio": "employer", "count": "population"}
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
        "does",
    }
)
"""What the sentence of a share may name; ``does`` is the phrase of its measure."""
FIGURE_PLACEHOLDERS = (PLACEHOLDERS - {"share", "silent", "does"}) | {"number", "against"}
"""What the sentence of a figure may name; also its components, as ``of_<name>``."""
GRAINS = {
    "opening": ("population_id", "opening_id", "value", "label"),
    "employer": ("population_id", "employer_id", "value", "label", "openings"),
    "population": ("population_id", "value", "label", "openings", "employers"),
}
"""Unit to the columns that every relation of that unit has."""


_STATED = {
    "id": "the name of the file without .sql",
    "order": "the place among the statistics, a number from 1 on (100 and more for your own)",
    "title": "what it is called, in a few words",
    "definition": "what is measured, in a sentence",
    "unit": "what a row of the SELECT is of: opening, employer or population",
    "population": "of which postings it is, in words",
    "denominator": "which openings the share is of, in words",
    "stating": "when a posting says anything of the kind, in words",
    "dimension": "what the values are: {name: …, label: …}",
    "headline": "which number leads: {measure: …, view: all or stating}",
    "minimum": "the least sample that is published: {openings: …, employers: …}",
    "caveats": "what a reader must know, as keys of data/caveats.yaml",
    "usage": "how the number must not be used, as keys of data/caveats.yaml",
    "related": "which statistics to read with it, as ids; [] where none is",
}
"""What every header states, and what is meant by it."""
_MAY_BE_EMPTY = frozenset({"caveats", "related"})


class Dimension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the values of a statistic are: ``name`` for programs, ``label`` for people."""

    name: Annotated[str, Meta(pattern=r"^[a-z_]{1,40}$")]
    label: str


class FigureRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that is not a share, and how it is made of the relation's columns.

    * ``median`` of the column ``amount_<name>``, over the openings that have one;
    * ``survival_median``: median time until an end, of openings that were watched from the time
      ``amount_<name>_from`` (null: from the beginning) to the time ``amount_<name>``, where
      ``amount_<name>_ended`` is 1 when they ended then and 0 when they were only no longer watched;
    * ``ratio`` of the sums of ``amount_<name>`` and ``amount_<name>_of`` (unit ``employer``);
    * ``lift`` of a pair of values ``a|b`` of the measure: how many times as often the two stand
      together as they would if they had nothing to do with each other; ``of`` is the statistic
      (and measure) of the single values;
    * ``difference`` of the shares by the measure, of a population and of the one in ``against``;
    * ``count``: ``amount_<name>`` as it is, without interval (unit ``population``).

    ``without`` is the reason that is given where nothing can be counted at all.
    """

    kind: Literal["median", "survival_median", "ratio", "lift", "difference", "count"]
    says: str
    unit: str
    sentence: str
    measure: str | None = None
    of: str | None = None
    against: dict[str, str] = {}
    transform: Literal["minus_one", "exp_minus_one"] | None = None
    without: str | None = None


class HeadlineChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measure and the view that are meant where only one number is given."""

    measure: str
    view: Literal["all", "stating"]


class Minimum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least sample, in the headline's denominator, for which numbers are published.

    ``value_openings``: a value that fewer openings hold is left out.
    """

    openings: Annotated[int, Meta(ge=1)]
    employers: Annotated[int, Meta(ge=1)]
    value_openings: Annotated[int, Meta(ge=1)] = 1


class EvidenceFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings an estimate rests on; ``is_value``: only those with the estimate's value."""

    kind: str
    is_value: bool


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statistic, as its file states it.

    ``splits`` names the groups it is published for (``sql/splits``; ``all``: no groups).
    ``phrases`` say of each measure what an opening that holds the value does ("name {label}"), and
    ``sentences`` have a template for each view, so that no sentence is filled with a share of
    another denominator.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
    order: Annotated[int, Meta(ge=1)]
    title: str
    definition: str
    unit: Literal["opening", "employer", "population"]
    population: str = "Every population."
    """Of the first releases, which do not say it; files do."""
    denominator: str
    stating: str
    dimension: Dimension
    splits: Annotated[tuple[str, ...], Meta(min_length=1)] = ("all",)
    measures: dict[str, str] = {}
    phrases: dict[str, str] = {}
    figures: dict[str, FigureRule] = {}
    headline: HeadlineChoice
    minimum: Minimum
    caveats: tuple[str, ...]
    usage: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    evidence: EvidenceFilter | None = None
    reading_error: str | None = None
    sentences: dict[Literal["all", "stating", "silent", "employer"], str] = {}
    sentence: str = ""
    """The sentence of the headline; files do not state it."""


@dataclass(frozen=True, slots=True)
class StatisticFile:
    """What a file of ``sql/statistics`` holds: a definition, and the SELECT behind it."""

    definition: Definition
    select: str
    place: str


def parse_file(
    text: str,
    *,
    stem: str,
    place: str | None = None,
    known_splits: Mapping[str, str] | None = None,
) -> StatisticFile:
    """What is in one file's text; ``stem`` is the file name without ``.sql``, ``place`` the path of
    a file that is not the package's, ``known_splits`` those that it may name beside the package's.

    Raises SkillscanError naming the file and what is wrong with it.
    """
    import yaml

    place = place or f"sql/statistics/{stem}.sql"
    header = _HEADER.match(text)
    if header is None:
        raise SkillscanError(f"{place}: begin the file with its definition, YAML between /* and */")
    try:
        stated = yaml.load(header["yaml"], Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SkillscanError(f"{place}: the header is not YAML of key: value: {error}") from error
    if lacking := _lacking(stated):
        last_line = text.count("\n", 0, header.end()) + 1
        raise SkillscanError(f"{place}: line {last_line}: the header ends here without {lacking}")
    try:
        definition = msgspec.convert(stated, Definition)
    except msgspec.ValidationError as error:
        raise SkillscanError(f"{place}: {error}") from error
    if fault := _fault_of(definition, stem, known_splits or splits()):
        raise SkillscanError(f"{place}: {fault}")
    select = text[header.end() :].strip()
    if fault := select_fault(select):
        raise SkillscanError(f"{place}: {fault}")
    return StatisticFile(
        msgspec.structs.replace(definition, sentence=_headline_sentence(definition)),
        select.rstrip(";"),
        place,
    )


def _lacking(stated: object) -> str | None:
    """What a header does not state, and what to write; ``None`` where it has all that it must."""
    if not isinstance(stated, dict):
        return None
    missing = {
        name: says
        for name, says in _STATED.items()
        if stated.get(name) is None or not (stated[name] or name in _MAY_BE_EMPTY)
    }
    return "; ".join(f"`{name}`: add it ({says})" for name, says in missing.items()) or None


def _headline_sentence(definition: Definition) -> str:
    figure = definition.figures.get(definition.headline.measure)
    return figure.sentence if figure else definition.sentences[definition.headline.view]


def _fault_of(definition: Definition, stem: str, known: Mapping[str, str]) -> str | None:
    """What of a definition does not agree with the rest of it, its file, splits or caveats."""
    if definition.id != stem:
        return f"id is {definition.id!r}; the file must be named after it"
    if definition.sentence:
        return "sentence is filled from `sentences`, one template a view: state those"
    said = (*definition.caveats, *definition.usage)
    if missing := [key for key in said if key not in caveats()]:
        return f"caveats {missing} are not in data/caveats.yaml"
    if unknown := [name for name in definition.splits if name not in known]:
        return f"splits {unknown} have no file; known are {sorted(known)}"
    return _fault_of_measures(definition) or _fault_of_figures(definition)


def _fault_of_measures(definition: Definition) -> str | None:
    if definition.headline.measure not in {*definition.measures, *definition.figures}:
        return f"headline.measure {definition.headline.measure!r} is no measure"
    names = (*definition.measures, *definition.figures)
    if odd := [name for name in names if not _COLUMN.fullmatch(name) or name.startswith(AMOUNT)]:
        return f"measures {odd} are no column names"
    if not definition.measures:
        return None
    if definition.unit != "opening":
        return "only relations of openings have measures; others have figures"
    if set(definition.phrases) != set(definition.measures):
        return "phrases must say of each measure what an opening that holds the value does"
    if lacking := {"all", "stating", "silent", "employer"} - set(definition.sentences):
        return f"sentences lack the views {sorted(lacking)}"
    for sentence in (*definition.sentences.values(), *definition.phrases.values()):
        if unknown := set(_PLACEHOLDER.findall(sentence)) - PLACEHOLDERS:
            return f"sentence names {sorted(unknown)}; known: {sorted(PLACEHOLDERS)}"
    return None


def _fault_of_figures(definition: Definition) -> str | None:
    for name, figure in definition.figures.items():
        if definition.measures and figure.measure and figure.measure not in definition.measures:
            return f"figure {name}: {figure.measure!r} is no measure"
        placeholders = set(_PLACEHOLDER.findall(figure.sentence))
        unknown = {one for one in placeholders - FIGURE_PLACEHOLDERS if not one.startswith("of_")}
        if unknown:
            return f"sentence names {sorted(unknown)}; known: {sorted(FIGURE_PLACEHOLDERS)}"
        if UNITS_OF_KINDS.get(figure.kind, "opening") != definition.unit:
            return f"figure {name}: {figure.kind} is of another unit than {definition.unit}"
        if figure.kind == "difference" and not figure.against:
            return f"figure {name}: `against` must name which population stands beside which"
        if figure.kind == "lift" and not figure.of:
            return f"figure {name}: `of` must name the statistic of the single values"
    return None


def kind_of(definition: Definition, value: str, kinds: Mapping[str, str | None]) -> str | None:
    """What kind of thing a value is by the ``kinds`` of skills, of a pair what both are; ``None``
    where it is no skill, or where the two are of different kinds.
    """
    if definition.dimension.name not in OF_SKILLS:
        return None
    found = {kinds.get(one) for one in value.split("|")}
    return found.pop() if len(found) == 1 else None


def too_few(definition: Definition) -> str:
    """Why a sample that is smaller than the least is not published."""
    least = definition.minimum
    return f"fewer than the minimum of {least.openings} openings of {least.employers} employers"


def select_fault(select: str) -> str | None:
    """Why a text is not exactly one SELECT; ``None`` where it is."""
    import duckdb  # definitions are checked where they are read, not where a release is shown

    try:
        statements = duckdb.extract_statements(select)
    except duckdb.Error as error:
        return f"the SQL does not parse: {error}"
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        return "the file must hold exactly one SELECT"
    return None


def caveats() -> dict[str, str]:
    """Caveat sentences by key, from ``data/caveats.yaml``."""
    loaded: dict[str, str] = resources.data_yaml("caveats.yaml")
    return loaded


@cache
def splits() -> Mapping[str, str]:
    """The SELECT of each split: which group an opening of a population belongs to."""
    folder = resources.sql("splits")
    return {
        name.removesuffix(".sql"): folder.joinpath(name).read_text("utf-8")
        for name in resources.names(folder, ".sql")
    }


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
