"""The page of revisions: the policy, what changed since the release before and why, what was
withdrawn, and where all releases are listed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.ledger.change_text import (
    UNSPLIT,
    availability_text,
    change_text,
    number_text,
    of_populations,
    parts_of,
)
from skillscan.ledger.changes import HeadlineChange, Ledger
from skillscan.release.files import PageFile
from skillscan.release.withdrawal import WITHDRAWN
from skillscan.site.content import SiteContent
from skillscan.site.layout import page_file
from skillscan.statistics.estimates import ALL
from skillscan.warehouse import queries

PATH = "revisions.html"
MOST_CHANGES = 100
MOST_CHANGES_ELSEWHERE = 20
"""Of a population that does not lead; the table ``changes`` has all."""
MOST_AVAILABILITY = 40
MOST_BOARDS = 60


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """A headline number before and now, and its change with market, coverage and method."""

    one: HeadlineChange
    title: str
    before: str
    now: str
    parts: tuple[str, ...]
    unsplit: str


@dataclass(frozen=True, kw_only=True)
class PopulationChanges:
    """The largest changes of a population; ``left_out`` counts the others."""

    population: str
    label: str
    rows: list[ChangeRow]
    left_out: int


def files(content: SiteContent) -> Iterator[PageFile]:
    """``revisions.html``."""
    ledger = content.ledger
    yield page_file(
        content,
        PATH,
        "revisions.html.j2",
        scripts=("tables.js",),
        styles=("prose.css",),
        ledger=ledger,
        populations=list(_changes(content, ledger)) if ledger else [],
        restated=sum(one.is_restated for one in ledger.changes) if ledger else 0,
        boards=_boards(ledger) if ledger else {},
        board_counts=Counter(one.became for one in ledger.boards) if ledger else {},
        availability=list(_availability(content, ledger)) if ledger else [],
        withdrawn=_withdrawn(content),
        base_url=content.shown.base_url or "",
        most_boards=MOST_BOARDS,
        most_availability=MOST_AVAILABILITY,
    )


def _changes(content: SiteContent, ledger: Ledger) -> Iterator[PopulationChanges]:
    known = content.publication.populations
    found = of_populations(ledger.changes)
    for population in sorted(found, key=lambda one: (one != content.population, one)):
        rows, is_leading = found[population], population == content.population
        most = MOST_CHANGES if is_leading else MOST_CHANGES_ELSEWHERE
        entry = known.get(population)
        yield PopulationChanges(
            population=population,
            label=entry.definition.label if entry else population,
            rows=[_row(content, one) for one in rows[:most]],
            left_out=max(0, len(rows) - most),
        )


def _row(content: SiteContent, one: HeadlineChange) -> ChangeRow:
    definition = content.publication.statistics.get(one.statistic)
    return ChangeRow(
        one=one,
        title=definition.title if definition else one.statistic,
        before=number_text(one.number_before, one.unit),
        now=number_text(one.number_after, one.unit),
        parts=tuple(change_text(part, one.unit) for part in parts_of(one)),
        unsplit=UNSPLIT.get(one.unsplit_because or "", ""),
    )


def _boards(ledger: Ledger) -> dict[str, Sequence[str]]:
    """The boards that came, and those that are not read any more."""
    return {
        fate: [f"{one.source}/{one.board}" for one in ledger.boards if one.became == fate]
        for fate in ("came", "gone")
    }


def _availability(content: SiteContent, ledger: Ledger) -> Iterator[str]:
    """What has numbers now and had none, or the reverse: whole populations first."""
    titles = {key: one.title for key, one in content.publication.statistics.items()}
    for one in sorted(ledger.availability, key=lambda one: one.split != ALL):
        yield availability_text(one, titles)


def _withdrawn(content: SiteContent) -> list[str]:
    """The postings whose quotes were withdrawn."""
    rows = queries.rows(content.connection, "release/withdrawn_postings", withdrawn=WITHDRAWN)
    return [posting_id for (posting_id,) in rows]
