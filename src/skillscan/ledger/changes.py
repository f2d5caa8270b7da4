"""Every headline change between two releases, split into market, coverage and method.

The parts add up exactly: numbers are decimals of six places, as they are published, and coverage is
what the two others leave of the change. Point estimates only: nothing is resampled.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa

from skillscan import resources
from skillscan.ledger.steps import PATHS, at, between
from skillscan.statistics.catalogue import Catalogue
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimation import headline_figures
from skillscan.statistics.populations import rounded
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse import queries


class HeadlineChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One headline number in two releases, and the parts of its change, in the number's ``unit``
    (shares in [0, 1]).

    ``is_restated``: by today's rules the earlier release would have had another number.
    ``unsplit_because``: ``no_common_board`` (of the market nothing can be said: all that is not
    method is coverage) or ``not_replayed`` (today's rules do not count the value in the earlier
    postings: all is coverage). Counts are of openings: those that hold the value (of a figure:
    those it rests on), and those they are counted among.
    """

    statistic: str
    population_id: str
    split: str
    group_value: str
    value: str
    label: str | None
    measure: str
    headline_view: str
    unit: str
    number_before: Decimal
    number_after: Decimal
    market: Decimal
    coverage: Decimal
    method: Decimal
    is_restated: bool
    unsplit_because: str | None
    number_replayed: Decimal | None
    common_before: Decimal | None
    common_after: Decimal | None
    openings_before: int | None
    of_openings_before: int | None
    openings_replayed: int | None
    of_openings_replayed: int | None
    openings_common_before: int | None
    of_openings_common_before: int | None
    openings_common_after: int | None
    of_openings_common_after: int | None
    openings_after: int | None
    of_openings_after: int | None

    @property
    def change(self) -> Decimal:
        """The number now less the number before."""
        return self.number_after - self.number_before


class BoardChange(msgspec.Struct, frozen=True, kw_only=True):
    """A board of two releases: read in ``both``, ``came``, ``gone`` (not read any more),
    ``imported`` (a file that both have), or ``unread`` in both.
    """

    source: str
    board: str
    became: str


class AvailabilityChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statistic, population and group (and figure; empty: the shares) of which one of two
    releases has numbers and the other none: ``new``, ``published`` or ``withheld`` now, or
    ``gone``; and why.
    """

    statistic: str
    population_id: str
    split: str
    group_value: str
    figure: str
    became: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What changed between two releases; ``texts_changed`` counts postings of the earlier one whose
    text is another today.
    """

    earlier: str
    changes: Sequence[HeadlineChange]
    boards: Sequence[BoardChange]
    texts_changed: int
    availability: Sequence[AvailabilityChange] = ()


def compare(
    earlier: Path,
    release: duckdb.DuckDBPyConnection,
    catalog: str,
    *,
    earlier_name: str,
    catalogue: Catalogue,
) -> Ledger:
    """The ledger between an earlier release, from its database, and the one that is open under the
    name ``catalog`` (outside of a transaction); ``catalogue`` has the statistics that made it.

    Raises duckdb.Error where one of the databases cannot be read.
    """
    with between(earlier, release, catalog, catalogue) as connection, point_estimates_only():
        for table in ("numbers", "samples_of_steps", "headlines"):
            connection.execute(_sql(table))
        _insert(connection, "headlines", [_headline(one) for one in catalogue.definitions.values()])
        for step, side in (("before", "earlier"), ("after", "later")):
            for query in ("published_numbers", "published_samples"):
                connection.execute(_sql(query), {"of_step": step, "side": side})
        populations = [
            key
            for (key,) in connection.execute(
                "SELECT population_id FROM later.populations"
            ).fetchall()
        ]
        for step in PATHS:
            _count(connection, step, catalogue.definitions.values(), populations)
        found = connection.execute(_sql("changes"))
        names = [column[0] for column in found.description or ()]
        changes = [HeadlineChange(**dict(zip(names, row, strict=True))) for row in found.fetchall()]
        return Ledger(
            earlier=earlier_name,
            changes=changes,
            boards=[BoardChange(source=s, board=b, became=c) for s, b, c in _boards(connection)],
            texts_changed=_texts_changed(connection),
            availability=_availability(connection),
        )


def _headline(definition: Definition) -> dict[str, Any]:
    measure = definition.headline.measure
    figure = definition.figures.get(measure)
    return {
        "statistic": definition.id,
        "measure": measure,
        "headline_view": definition.headline.view,
        "is_share": figure is None,
        "unit": figure.unit if figure else "share",
        "counts_every_opening": definition.minimum.value_openings == 1,
    }


def _count(
    connection: duckdb.DuckDBPyConnection,
    step: str,
    definitions: Collection[Definition],
    populations: Sequence[str],
) -> None:
    """The numbers of a step between the two releases."""
    parted = dict.fromkeys(split for one in definitions for split in one.splits)
    numbers: list[dict[str, Any]] = []
    samples: list[dict[str, Any]] = []
    with at(connection, step, list(parted)):
        for definition in definitions:
            if definition.headline.measure in definition.figures:
                numbers += _figures(connection, definition, populations)
            else:
                shares, sizes = _shares(connection, definition)
                numbers += shares
                samples += sizes
    for table, rows in (("numbers", numbers), ("samples_of_steps", samples)):
        _insert(connection, table, [{"step": step, **row} for row in rows])


def _shares(
    connection: duckdb.DuckDBPyConnection, definition: Definition
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The headline shares of a statistic, and what they are shares of."""
    shares, samples = [], {}
    for population, split, group, value, openings, whole, stating in queries.rows(
        connection,
        "ledger/counts",
        statistic=definition.id,
        counted=definition.headline.measure,
        splits=list(definition.splits),
    ):
        place = {
            "statistic": definition.id,
            "population_id": population,
            "split": split,
            "group_value": group,
        }
        samples[population, split, group] = {**place, "openings": whole, "stating": stating}
        of_openings = whole if definition.headline.view == "all" else stating
        if value is not None and of_openings:
            number = rounded(openings / of_openings)
            counts = {"openings": openings, "of_openings": of_openings}
            shares.append({**place, "value": value, "number": number, **counts})
    return shares, list(samples.values())


def _figures(
    connection: duckdb.DuckDBPyConnection, definition: Definition, populations: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """The headline figures of a statistic, whatever the size of their sample: how many openings a
    part rests on stands beside it, and the number itself met its minimum.
    """
    least = msgspec.structs.replace(definition.minimum, openings=1, employers=1)
    unbounded = msgspec.structs.replace(definition, minimum=least)
    for one in headline_figures(connection, unbounded, populations):
        yield {
            "statistic": one.statistic,
            "population_id": one.population,
            "split": one.split,
            "group_value": one.group,
            "value": one.value,
            "number": one.number,
            "openings": one.openings,
            "of_openings": one.of_openings,
        }


def _boards(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT source, board, became FROM board_changes").fetchall()


def _availability(connection: duckdb.DuckDBPyConnection) -> list[AvailabilityChange]:
    found = connection.execute(_sql("availability_changes"))
    names = [column[0] for column in found.description or ()]
    rows = found.fetchall()
    return [AvailabilityChange(**dict(zip(names, row, strict=True))) for row in rows]


def _texts_changed(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute(_sql("texts_changed")).fetchone()
    return int(found[0]) if found else 0


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    if rows:
        connection.register("given_rows", pa.Table.from_pylist(list(rows)))
        connection.execute(f"INSERT INTO {table} BY NAME FROM given_rows")
        connection.unregister("given_rows")


def _sql(name: str) -> str:
    return resources.sql("ledger", f"{name}.sql").read_text("utf-8")
