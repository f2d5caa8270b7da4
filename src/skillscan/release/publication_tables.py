"""What ``statistics.json`` holds, as tables of the release's database."""

import json
from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import duckdb
import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from skillscan.release.database import ROWS_AT_ONCE, add_table, append_columns
from skillscan.release.descriptions import columns_of
from skillscan.release.document import Publication, head
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimate_rows import EstimateRows, SliceEstimates

_NAMES = {"population": "population_id", "group": "group_value", "corrected": "corrected_share"}
"""Fields whose columns bear another name."""

_NUMBERS = (
    "figures",
    "denominators",
    "disagreements",
    "sample_differences",
    "confounded",
    "pooled_headlines",
    "withheld",
    "withheld_counts",
)
"""Fields of a publication whose tables bear their name."""
ESTIMATE_TABLES = ("statistics", "estimates", *_NUMBERS)
"""What ``add_estimates`` makes."""
_READING = {name: pa.float64() for name in ("precision", "recall", "exact")}
_READING["labelled"] = pa.int64()
_OF_PART: dict[str, Callable[[SliceEstimates], str]] = {
    "statistic": attrgetter("statistic"),
    "population_id": attrgetter("slice.population"),
    "split": attrgetter("slice.split"),
    "group_value": attrgetter("slice.group"),
    "group_label": attrgetter("slice.label"),
}
"""Columns of the table ``estimates`` that are the same in all rows of a slice."""
_OF_VALUE = {"value": "values", "label": "labels", "kind": "kinds"}
"""Those that are the same for a value, with the field that has them."""
_FRESHNESS = ("unread_days", "open_openings", "unread_openings")


def add_estimates(connection: duckdb.DuckDBPyConnection, publication: Publication) -> None:
    """The tables of definitions, figures, denominators, and what is withheld; that of estimates
    without rows.
    """
    add_table(
        connection, "statistics", [_definition_row(d) for d in publication.statistics.values()]
    )
    add_table(connection, "estimates", [])
    for name in _NUMBERS:
        add_table(connection, name, [])
        rows = getattr(publication, name)
        for start in range(0, len(rows), ROWS_AT_ONCE):
            append_columns(connection, name, _columns(rows[start : start + ROWS_AT_ONCE]))


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


def _columns(rows: Sequence[msgspec.Struct]) -> dict[str, Any]:
    """The fields of numbers, by the names of their columns."""
    fields = {name: list(map(attrgetter(name), rows)) for name in rows[0].__struct_fields__}
    if "components" in fields:
        named = [list(one.items()) for one in fields["components"]]
        fields["components"] = _lists(named, ("name", "number"))
    if first := next(chain.from_iterable(fields.get("parts", ())), None):
        parts = [[msgspec.structs.astuple(one) for one in of_row] for of_row in fields["parts"]]
        fields["parts"] = _lists(parts, first.__struct_fields__)
    return {_NAMES.get(name, name): column for name, column in fields.items()}


def _lists(rows: Sequence[Sequence[tuple[Any, ...]]], names: Sequence[str]) -> pa.ListArray:
    """A column of lists of structs: as dictionaries they take most of the time."""
    ends = np.concatenate([[0], np.cumsum(list(map(len, rows)))]).astype(np.int32)
    structs = list(chain.from_iterable(rows))
    columns = [pa.array([one[place] for one in structs]) for place in range(len(names))]
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(columns, list(names)))


def append_estimates(connection: duckdb.DuckDBPyConnection, estimates: EstimateRows) -> None:
    """Rows of the table ``estimates``."""
    some: list[SliceEstimates] = []
    rows = 0
    for part in estimates.parts:
        some.append(part)
        rows += len(part)
        if rows >= ROWS_AT_ONCE:
            append_columns(connection, "estimates", _estimate_columns(some))
            some.clear()
            rows = 0
    if rows:
        append_columns(connection, "estimates", _estimate_columns(some))


def _estimate_columns(parts: Sequence[SliceEstimates]) -> dict[str, Any]:
    """The columns of the table ``estimates``, of all parts at once: part by part takes twice as
    long.
    """
    sizes = [len(one) for one in parts]
    of_part = np.repeat(np.arange(len(parts)), sizes)
    measures = [len(one.measures) for one in parts for _ in one.values]
    of_value = np.repeat(np.arange(len(measures)), measures)
    columns: dict[str, Any] = {
        name: pa.array([read(one) for one in parts], pa.string()).take(of_part)
        for name, read in _OF_PART.items()
    }
    for name, field in _OF_VALUE.items():
        texts = chain.from_iterable(getattr(one, field) for one in parts)
        columns[name] = pa.array(texts, pa.string()).take(of_value)
    columns["measure"] = pa.array(
        chain.from_iterable([*one.measures] * len(one.values) for one in parts), pa.string()
    )
    for name in ("openings", "postings", "employers"):
        columns[name] = pa.array(np.concatenate([getattr(one, name) for one in parts]))
    for name in parts[0].sample:
        columns[name] = pa.array(np.repeat([one.sample[name] for one in parts], sizes))
    for view in ("all", "stating", "silent", "employer"):
        is_lacking = np.repeat([view not in one.views for one in parts], sizes)
        for end in ("share", "low", "high"):
            numbers = [_numbers(one, view, end) for one in parts]
            columns[f"{view}_{end}"] = pa.array(np.concatenate(numbers), mask=is_lacking)
    errors = list(chain.from_iterable(one.errors for one in parts))
    for name, kind in _READING.items():
        told = [None if error is None else getattr(error, name) for error in errors]
        columns[f"reading_{name}"] = pa.array(told, kind).take(of_value)
    corrected = np.concatenate([one.corrected for one in parts])
    return columns | {"corrected_share": pa.array(corrected, from_pandas=True)}


def _numbers(part: SliceEstimates, view: str, end: str) -> NDArray[np.float64]:
    """One of each estimate, whatever it is where the view is lacking."""
    held = getattr(part.views[view], end) if view in part.views else 0.0
    return np.broadcast_to(held, len(part))
