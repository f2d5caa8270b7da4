"""Working off quarantine: what lies there, and which of it needs nobody's attention any more.

People look at *items* (equal content refused for one reason), however many fetches had them. An
item is dismissed with a reason; it then raises no alarm, not even when it comes again. Another
item, or the same one refused for another reason, does. Trying again is ``extract``'s
(``retry_quarantined``).
"""

import getpass
import json
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan.domain import IMPORT_BOARD
from skillscan.errors import LandingDamagedError, UsageError
from skillscan.landing.layout import report_name
from skillscan.landing.quarantine import MAX_DETAIL_CHARACTERS, Glimpse, Quarantined, glimpse
from skillscan.landing.reader import read_reports
from skillscan.settings import Settings
from skillscan.telemetry.metrics import measured_step
from skillscan.text.characters import clean
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import quarantine
from skillscan.warehouse.tables.quarantine import Dismissal, ItemKey, QuarantinedItem
from skillscan.warehouse.transaction import transaction

_LOG = logging.getLogger(__name__)
CELL_REPORTS = "*cells.jsonl"
"""What an import could not understand of a row that it took: a file each, in ``quarantine/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which items are meant: those that fit all that is given; ids may be cut short."""

    ids: tuple[str, ...] = ()
    source: str | None = None
    board: str | None = None
    reason: str | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing narrows it."""
        return self == Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """An item with what tells a person which one it is; ``file`` is the imported file's name."""

    item: QuarantinedItem
    glimpse: Glimpse
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What lies in quarantine: items by (source, board, reason), of which some are shown."""

    groups: Mapping[tuple[str, str, str], int]
    shown: tuple[ListedItem, ...]
    open: int
    dismissed: int
    cell_reports: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeItem:
    """An item and its newest entry, with the whole landing line."""

    listed: ListedItem
    line: Mapping[str, Any]


def list_items(
    settings: Settings, selection: Selection, *, with_dismissed: bool = False, limit: int
) -> Listing:
    """The items of a selection, ``limit`` of them with their glimpses (0: all).

    Raises UsageError for an id that quarantine does not have.
    """
    with open_warehouse(settings, read_only=True) as connection:
        found = select(connection, selection)
        wanted = [item for item in found if with_dismissed or not item.is_dismissed]
        shown = wanted[:limit] if limit else wanted
        listed = tuple(_listed(connection, settings, shown))
    groups: dict[tuple[str, str, str], int] = {}
    for item in wanted:
        key = (item.source, item.board, item.reason)
        groups[key] = groups.get(key, 0) + 1
    dismissed = sum(item.is_dismissed for item in found)
    return Listing(
        groups=groups,
        shown=listed,
        open=len(found) - dismissed,
        dismissed=dismissed,
        cell_reports=tuple(sorted(settings.quarantine.rglob(CELL_REPORTS))),
    )


def whole_items(settings: Settings, item_id: str) -> list[WholeItem]:
    """The items of an id (one for each reason), each with the landing line of its newest entry."""
    with open_warehouse(settings, read_only=True) as connection:
        found = select(connection, Selection(ids=(item_id,)))
        listed = list(_listed(connection, settings, found))
        entries = _newest_entries(connection, found)
    return [
        WholeItem(listed=one, line=json.loads(entries[one.item.quarantine_id].payload))
        for one in listed
    ]


def keys_of(settings: Settings, selection: Selection) -> list[ItemKey]:
    """The items of a selection, for ``retry_quarantined``. Raises UsageError as ``list_items``."""
    with open_warehouse(settings, read_only=True) as connection:
        return [item.key for item in select(connection, selection)]


def dismiss(
    settings: Settings, selection: Selection, *, because: str, by: str | None, now: datetime
) -> list[QuarantinedItem]:
    """Have the items of a selection raise no alarm any more; gives those that did until now.

    ``by`` is who says so (``None``: who runs this). Raises UsageError without a reason, and as
    ``list_items``; WarehouseLockedError while another process writes.
    """
    if not (said := clean(because)[:MAX_DETAIL_CHARACTERS]):
        raise UsageError("say why they are dismissed: --reason 'the employer sends empty postings'")
    with _changed(settings, "dismiss") as connection:
        chosen = _required(select(connection, selection), selection)
        found = [item for item in chosen if not item.is_dismissed]
        dismissals = [
            Dismissal(
                item_id=item.item_id,
                reason=item.reason,
                source=item.source,
                board=item.board,
                dismissed_at=now,
                dismissed_by=clean(by or "")[:MAX_DETAIL_CHARACTERS] or _user(),
                dismissed_because=said,
            )
            for item in found
        ]
        with transaction(connection):
            quarantine.dismiss(connection, dismissals)
    return found


def restore(settings: Settings, selection: Selection) -> list[QuarantinedItem]:
    """Undo the dismissal of the items of a selection; gives those that were dismissed."""
    with _changed(settings, "undo_dismissal") as connection:
        chosen = _required(select(connection, selection), selection)
        found = [item for item in chosen if item.is_dismissed]
        with transaction(connection):
            quarantine.restore(connection, [item.key for item in found])
    return found


@contextmanager
def _changed(settings: Settings, step: str) -> Iterator[DuckDBPyConnection]:
    """The warehouse for a change of quarantine, told to log and metrics file."""
    with measured_step(settings, _LOG, step) as record, open_warehouse(settings) as connection:
        yield connection
        record.tell("quarantined_items", quarantine.left_by_source(connection))


def select(connection: DuckDBPyConnection, selection: Selection) -> list[QuarantinedItem]:
    """The items of a selection. Raises UsageError for an id that quarantine does not have."""
    _check_ids(connection, selection.ids)
    return quarantine.items(
        connection,
        source=selection.source,
        board=selection.board,
        reason=selection.reason,
        ids=selection.ids or None,
    )


def _required(found: list[QuarantinedItem], selection: Selection) -> list[QuarantinedItem]:
    if not found and not selection.is_everything:
        parts = (selection.source, selection.board, selection.reason)
        what = ", ".join(repr(part) for part in parts if part)
        raise UsageError(
            f"nothing in quarantine fits {what}: `skillscan quarantine list --all` shows what is"
        )
    return found


def _check_ids(connection: DuckDBPyConnection, ids: Sequence[str]) -> None:
    for one in ids:
        found = {item.item_id for item in quarantine.items(connection, ids=[one])}
        if not one or not found:
            raise UsageError(
                f"no {one!r} in quarantine: `skillscan quarantine list --all` shows the ids"
            )
        if len(found) > 1:
            some = ", ".join(sorted(found)[:3])
            raise UsageError(f"{one!r} is the beginning of {len(found)} ids ({some}): give more")


def _listed(
    connection: DuckDBPyConnection, settings: Settings, items: Sequence[QuarantinedItem]
) -> Iterator[ListedItem]:
    entries = _newest_entries(connection, items)
    files = {item.landing_file for item in items if item.board == IMPORT_BOARD}
    names = _imported_files(settings.landing, files)
    for item in items:
        seen = glimpse(entries[item.quarantine_id])
        yield ListedItem(item=item, glimpse=seen, file=names.get(item.landing_file))


def _newest_entries(
    connection: DuckDBPyConnection, items: Sequence[QuarantinedItem]
) -> dict[str, Quarantined]:
    found = quarantine.by_id(connection, [item.quarantine_id for item in items])
    return {entry.quarantine_id: entry for entry in found}


def _imported_files(root: str, landing_files: Collection[str]) -> dict[str, str]:
    """The name of the file that was imported, by landing file; without those whose report is gone
    or does not say.
    """
    by_report = {report_name(one): one for one in landing_files}
    return {
        by_report[name]: report.import_summary.file
        for name, report in read_reports(root, list(by_report))
        if not isinstance(report, LandingDamagedError) and report.import_summary
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
