"""Populations: which openings a statistic speaks of, and the sample a warehouse holds of them.

Periods end with the newest ``last_seen`` of the data (*as of*), never with the clock, so the same
data give the same numbers on any day.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import CoreSchema, core_schema

from skillscan import resources
from skillscan.errors import UsageError

if TYPE_CHECKING:
    import duckdb


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class _RoundedWhenMade:
    """Rounds a number that Python hands over; JSON was written of rounded ones, and a release holds
    a hundred thousand of them.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        number = core_schema.float_schema()
        return core_schema.json_or_python_schema(
            json_schema=number,
            python_schema=core_schema.no_info_after_validator_function(_rounded, number),
        )


def _rounded(share: float) -> float:
    return round(share, 6)


Share = Annotated[float, _RoundedWhenMade]
"""A share between 0 and 1, rounded to six places so that it is written the same everywhere."""
Values = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class Population(BaseModel):
    """Conditions on ``opening_facts``; an empty tuple or ``None`` does not restrict.

    ``country`` is ISO 3166-1 alpha-2, ``language`` ISO 639-1; ``source`` admits openings with a
    posting from any of the sources.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")
    label: str = Field(min_length=1, max_length=200)
    occupation: Values = ()
    country: Values = ()
    language: Values = ()
    seniority: Values = ()
    source: Values = ()
    period_days: int | None = Field(default=None, ge=1)


class Sample(BaseModel):
    """What the data hold of a population; days are UTC, ``None`` where there is no opening."""

    model_config = ConfigDict(frozen=True)

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
    found = _parse(resources.data_yaml("populations.yaml"), "data/populations.yaml")
    own = home / "populations.yaml" if home else None
    if own and own.exists():
        try:
            content = yaml.safe_load(own.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise UsageError(f"{own}: not YAML: {error}") from error
        found |= _parse(content or {}, str(own))
    return found


def _parse(content: Any, place: str) -> dict[str, Population]:
    if not isinstance(content, dict):
        raise UsageError(f"{place}: expected population ids with their fields below them")
    found = {}
    for key, fields in content.items():
        try:
            found[str(key)] = Population.model_validate({**fields, "id": str(key)})
        except (ValidationError, TypeError) as error:
            raise UsageError(f"{place}: population {key!r}: {_first_fault(error)}") from error
    return found


def _first_fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
    return "fields are expected below the id"


def read_samples(
    connection: "duckdb.DuckDBPyConnection", populations: Sequence[str]
) -> dict[str, Sample]:
    """The sample of each population, from ``samples``; empty without openings."""
    from skillscan.warehouse import queries

    rows = connection.sql(queries.text("statistics/samples")).to_arrow_table().to_pylist()
    found = {row["population_id"]: row for row in rows}
    return {key: Sample.model_validate(found.get(key, {})) for key in populations}
