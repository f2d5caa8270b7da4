"""What the pages of a release are made of: its publication, whole, with its numbers looked up by
what they are of (a page for each skill would go through all of them again).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

import duckdb

from skillscan.ledger.changes import Ledger
from skillscan.release import database
from skillscan.release.document import Publication
from skillscan.release.files import Presentation
from skillscan.release.ledger_tables import stored_ledger
from skillscan.release.lookup import population_of
from skillscan.statistics.estimates import Estimate
from skillscan.statistics.figures.figure import Figure

Address = tuple[str, str, str]
"""Statistic, population, split."""


class _Numbered(Protocol):
    @property
    def statistic(self) -> str: ...
    @property
    def population(self) -> str: ...
    @property
    def split(self) -> str: ...


_Row = TypeVar("_Row", bound=_Numbered)


@dataclass(frozen=True, kw_only=True)
class SiteContent:
    """A release as its pages show it; ``connection`` reads its tables."""

    publication: Publication
    connection: duckdb.DuckDBPyConnection
    shown: Presentation

    @cached_property
    def population(self) -> str:
        """The population that leads."""
        return population_of(self.publication, None)

    @cached_property
    def estimates(self) -> Mapping[Address, Sequence[Estimate]]:
        """The shares by what they are of, in the release's order; none for what it has not."""
        return _by_address(self.publication.estimates)

    @cached_property
    def figures(self) -> Mapping[Address, Sequence[Figure]]:
        """The figures likewise."""
        return _by_address(self.publication.figures)

    @cached_property
    def ledger(self) -> Ledger | None:
        """What changed since the release before; ``None`` where it was compared with none."""
        return stored_ledger(self.connection)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables and views that the release has: one of an earlier version may lack some."""
        return frozenset(one.name for one in database.relations(self.connection))


def _by_address(rows: Iterable[_Row]) -> Mapping[Address, Sequence[_Row]]:
    found: defaultdict[Address, list[_Row]] = defaultdict(list)
    for one in rows:
        found[one.statistic, one.population, one.split].append(one)
    return found
