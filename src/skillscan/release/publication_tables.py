"""What ``statistics.json`` holds, as tables of the release's database."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

import duckdb
import msgspec

from skillscan.release.database import ROWS_AT_ONCE, add_table, append_columns
from skillscan.release.descriptions import columns_of
from skillscan.release.document import Publication, head
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Estimate

_NAMES = {"population": "population_id", "group": "group_value", "corrected": "corrected_share"}
"""Fields whose columns bear another name."""
_NOT_COLUMNS = frozenset({"views", "reading_error"})

_NUMBERS = (
    "figures",
    "denominators",
    "disagreements",
    "confounded",
    "pooled_headlines",
    "withheld",
    "withheld_counts",
)
"""Fields of a publication whose tables bear their name."""
ESTIMATE_TABLES = ("statistics", "estimates", *_NUMBERS)
"""What ``add_estimates`` makes."""
_FRESHNESS = ("unread_days", "open_openings", "unread_openings")


def add_estimates(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """The tables of definitions, estimates, figures, denominators, and what is withheld."""
    add_table(
        connection, "statistics", [_definition_row(d) for d in publication.statistics.values()]
    )
    add_table(connection, "estimates", [])
    _append_estimates(connection, publication.estimates)
    for name in _NUMBERS:
        add_table(connection, name, map(_row, getattr(publication, name)))


def add_zero_estimates(
    connection: duckdb.DuckDBPyConnection, estimates: Iterable[Estimate]
) -> None:
    """Further rows of the table ``estimates``."""
    _append_estimates(connection, estimates)


def add_release(
    connection: duckdb.DuckDBPyConnection, publication: Publication, changes: str
) -> None:
    """The table ``release``: one row, with all that is said beside the numbers.

    ``changes`` is the text of ``CHANGES.md``.
    """
    row = {name: getattr(publication, name, None) for name in columns_of("release")}
    row |= {"document": json.dumps(head(publication), ensure_ascii=False), "changes_text": changes}
    if fresh := publication.freshness:
        row |= {name: getattr(fresh, name) for name in _FRESHNESS}
    add_table(connection, "release", [row])


def _definition_row(definition: Definition) -> dict[str, Any]:
    return {
        "statistic": definition.id,
        "title": definition.title,
        "unit": definition.unit,
        "population": definition.population,
        "definition": definition.definition,
        "denominator": definition.denominator,
        "stating": definition.stating,
        "dimension": definition.dimension.name,
        "headline_measure": definition.headline.measure,
        "headline_view": definition.headline.view,
        "minimum_openings": definition.minimum.openings,
        "minimum_employers": definition.minimum.employers,
        "caveats": list(definition.caveats),
        "usage": list(definition.usage),
        "related": list(definition.related),
        "splits": list(definition.splits),
        "sentence": definition.sentence,
        "evidence_kind": definition.evidence.kind if definition.evidence else None,
        "evidence_is_value": definition.evidence.is_value if definition.evidence else None,
    }


def _row(one: msgspec.Struct) -> dict[str, Any]:
    """The fields of a number, by the names of their columns."""
    row = {
        _NAMES.get(name, name): getattr(one, name)
        for name in one.__struct_fields__
        if name not in _NOT_COLUMNS
    }
    if "components" in row:
        named = row["components"].items()
        row["components"] = [{"name": name, "number": number} for name, number in named]
    if "parts" in row:
        row["parts"] = msgspec.to_builtins(row["parts"])
    return row


def _append_estimates(connection: duckdb.DuckDBPyConnection, estimates: Iterable[Estimate]) -> None:
    left = iter(estimates)
    while some := list(islice(left, ROWS_AT_ONCE)):
        append_columns(connection, "estimates", dict(_estimate_columns(some)))


def _estimate_columns(estimates: Sequence[Estimate]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The columns of the table ``estimates``."""
    for name in Estimate.__struct_fields__:
        if name not in _NOT_COLUMNS:
            yield _NAMES.get(name, name), list(map(attrgetter(name), estimates))
    for name in ("all", "stating", "silent", "employer"):
        views = list(map(attrgetter(f"views.{name}"), estimates))
        yield from _parts(name, views, ("share", "low", "high"))
    errors = list(map(attrgetter("reading_error"), estimates))
    yield from _parts("reading", errors, ("precision", "recall", "exact", "labelled"))


def _parts(
    name: str, structs: Sequence[msgspec.Struct | None], fields: Sequence[str]
) -> Iterator[tuple[str, Sequence[Any]]]:
    """A column for each field of structs that may be lacking."""
    for field in fields:
        of_struct = attrgetter(field)
        yield f"{name}_{field}", [None if one is None else of_struct(one) for one in structs]
