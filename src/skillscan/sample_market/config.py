"""The definition of the market as it stands in ``data/sample/``, in typed form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from skillscan.resources import data_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSkill:
    """A skill, the group of sentences that may name it, and its ways of writing."""

    skill_id: str
    group: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOccupation:
    """What an opening is for; ``label`` is the occupation that the gold labels give its titles."""

    name: str
    label: str
    profile: str
    duties: str
    titles: tuple[str, ...]
    teams: tuple[str, ...]
    has_levels: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEmployer:
    """An invented employer with one board; ``openings``: country[-language] → occupation → n."""

    token: str
    name: str
    source: str
    style: str
    field: str
    openings: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCity:
    """A city: ``place`` as boards write it, ``city`` as texts do."""

    place: str
    city: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCountry:
    """The places of one country; ``name`` is fit for running text."""

    code: str
    name: str
    currency: str
    remote: tuple[str, ...]
    cities: tuple[SampleCity, ...]


def _load(name: str) -> Any:
    return data_yaml("sample", f"{name}.yaml")


@cache
def skills() -> dict[str, SampleSkill]:
    """Skill id → skill."""
    return {
        skill_id: SampleSkill(skill_id=skill_id, group=row["group"], forms=tuple(row["forms"]))
        for skill_id, row in _load("skills").items()
    }


@cache
def occupations() -> dict[str, SampleOccupation]:
    """Occupation name → occupation."""
    return {
        name: SampleOccupation(
            name=name,
            label=row["label"],
            profile=row["profile"],
            duties=row["duties"],
            titles=tuple(row["titles"]),
            teams=tuple(row["teams"]),
            has_levels=row["levels"],
        )
        for name, row in _load("occupations").items()
    }


@cache
def employers() -> tuple[SampleEmployer, ...]:
    """All employers in the order of the file."""
    return tuple(SampleEmployer(**row) for row in _load("employers"))


@cache
def countries() -> dict[str, SampleCountry]:
    """ISO 3166-1 alpha-2 code → country."""
    return {
        code: SampleCountry(
            code=code,
            name=row["name"],
            currency=row["currency"],
            remote=tuple(row["remote"]),
            cities=tuple(SampleCity(**city) for city in row["cities"]),
        )
        for code, row in _load("places").items()
    }


@cache
def profile(name: str) -> dict[str, float]:
    """Skill id → how likely an opening of this profile names it."""
    rows: dict[str, Any] = dict(_load("profiles")[name])
    base = rows.pop("base", None)
    return {**(profile(base) if base else {}), **rows}


def sentences(*path: str) -> Any:
    """A list or mapping of English sentences, by its keys in ``sentences.yaml``."""
    node: Any = _load("sentences")
    for key in path:
        node = node[key]
    return node


def language(code: str) -> Mapping[str, Any]:
    """The sentences of another language."""
    row: Mapping[str, Any] = _load("languages")[code]
    return row


def setting(*path: str) -> Any:
    """One entry of ``market.yaml``."""
    node: Any = _load("market")
    for key in path:
        node = node[key]
    return node


def marker() -> str:
    """The sentence that marks every text of the market as invented."""
    return str(setting("marker"))


def extra_boards() -> Sequence[Mapping[str, str]]:
    """Second boards of employers: employer, source, token and number of openings."""
    rows: Sequence[Mapping[str, str]] = setting("also_on")
    return rows
