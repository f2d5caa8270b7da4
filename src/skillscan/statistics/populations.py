"""Populations: which openings a statistic speaks of, and the sample a warehouse holds of them.

Periods end with the newest ``last_seen`` of the data (*as of*), never with the clock, so the same
data give the same numbers on any day.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from skillscan import resources
from skillscan.errors import UsageError

if TYPE_CHECKING:
    import duckdb


_FILE = "populations.yaml"
_LABEL = 200
"""Characters of a label at most."""
SHARE_PLACES = 6
"""Decimals of a share."""
Share = float
"""A share between 0 and 1, ``rounded`` where it is made."""
Values = tuple[str, ...]


def rounded(share: float) -> Share:
    """A share as it is written everywhere: the same digits on every machine."""
    return round(share, SHARE_PLACES)


class Population(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Conditions that one posting of an opening meets; empty or ``None`` does not restrict.

    ``country`` is ISO 3166-1 alpha-2, ``language`` ISO 639-1. A posting is of a period that it was
    seen in: ``since`` and ``until`` are days (UTC), ``period_days`` counts back from *as of*.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
    label: Annotated[str, Meta(min_length=1, max_length=_LABEL)]
    occupation: Values = ()
    country: Values = ()
    language: Values = ()
    seniority: Values = ()
    source: Values = ()
    period_days: Annotated[int, Meta(ge=1)] | None = None
    since: date | None = None
    until: date | None = None


_LISTS = frozenset({"occupation", "country", "language", "seniority", "source"})


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """What the data hold of a population; days are UTC, ``None`` where there is no opening."""

    openings: int = 0
    postings: int = 0
    employers: int = 0
    boards: int = 0
    sources: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    largest_employer: str | None = None
    largest_employer_share: Share | None = None


def load_populations(home: Path | None = None) -> dict[str, Population]:
    """The populations that travel with the package and those in ``<home>/populations.yaml``.

    Raises UsageError when the operator's file is not of the form of ``data/populations.yaml``.
    """
    found = _parse(resources.data_yaml(_FILE), f"data/{_FILE}")
    return found | own_populations(home)


def own_populations(home: Path | None) -> dict[str, Population]:
    """Those of ``<home>/populations.yaml`` alone; raises UsageError as ``load_populations``."""
    import yaml

    own = home / _FILE if home else None
    if own is None or not own.exists():
        return {}
    try:
        content = yaml.safe_load(own.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{own}: not YAML: {error}") from error
    return _parse(content or {}, str(own))


def _parse(content: Any, place: str) -> dict[str, Population]:
    if not isinstance(content, dict):
        raise UsageError(f"{place}: expected population ids with their fields below them")
    found = {}
    for key, fields in content.items():
        try:
            found[str(key)] = _population(str(key), fields)
        except msgspec.ValidationError as error:
            raise UsageError(f"{place}: population {key!r}: {error}") from error
    return found


def _population(key: str, fields: Any) -> Population:
    """A population as a file states it; one value needs no list."""
    if not isinstance(fields, dict):
        raise msgspec.ValidationError("fields are expected below the id")
    listed = {
        name: (value,) if isinstance(value, str) and name in _LISTS else value
        for name, value in fields.items()
    }
    population = msgspec.convert({**listed, "id": key}, Population)
    if population.since and population.until and population.since > population.until:
        raise msgspec.ValidationError(f"since {population.since} is after until {population.until}")
    return population


def with_conditions(base: Population, conditions: Mapping[str, str | None]) -> Population:
    """The population that meets further conditions, as a user writes them (``"US,CA"``, a day);
    a condition takes the place of the one that the base has. Raises UsageError where one does not
    fit.
    """
    fields: dict[str, Any] = {}
    for name, written in conditions.items():
        if written is None:
            continue
        values = tuple(filter(None, (part.strip() for part in written.split(","))))
        fields[name] = values if name in _LISTS else _day(name, written)
        if not fields[name]:
            raise UsageError(f"--{name} {written!r}: say at least one value")
    if "country" in fields:
        fields["country"] = tuple(code.upper() for code in fields["country"])
    found = msgspec.structs.replace(base, **fields)
    if found.since and found.until and found.since > found.until:
        raise UsageError(f"--since {found.since} is after --until {found.until}")
    said = "; ".join(f"{name} {written}" for name, written in conditions.items() if written)
    return msgspec.structs.replace(found, label=f"{base.label} ({said})"[:_LABEL])


def _day(name: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise UsageError(f"--{name} {written}: write a day as YYYY-MM-DD") from error


def read_samples(
    connection: "duckdb.DuckDBPyConnection", populations: Sequence[str]
) -> dict[str, Sample]:
    """The sample of each population, from ``samples``; empty without openings."""
    from skillscan.warehouse import queries

    rows = connection.sql(queries.text("statistics/samples")).to_arrow_table().to_pylist()
    found = {row["population_id"]: row for row in rows}
    return {key: _sample(found.get(key, {})) for key in populations}


def _sample(row: dict[str, Any]) -> Sample:
    sample = msgspec.convert(row, Sample)
    if sample.largest_employer_share is None:
        return sample
    return msgspec.structs.replace(
        sample, largest_employer_share=rounded(sample.largest_employer_share)
    )
