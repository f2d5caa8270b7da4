"""The ledger in a release: its tables ``changes`` and ``board_changes``."""

import logging
from collections.abc import Callable
from dataclasses import replace

import duckdb
import msgspec

from skillscan.ledger.changes import (
    AvailabilityChange,
    BoardChange,
    HeadlineChange,
    Ledger,
    compare,
)
from skillscan.ledger.steps import quoted
from skillscan.release.catalog import Release
from skillscan.release.database import add_table, relations
from skillscan.statistics.catalogue import Catalogue
from skillscan.warehouse import queries

EarlierRelease = Callable[[str], Release | None]
"""Name of a release to the one that came before it; ``None`` where it is the first."""
_log = logging.getLogger(__name__)


def add_ledger(
    connection: duckdb.DuckDBPyConnection, earlier: Release | None, catalogue: Catalogue
) -> Ledger | None:
    """Compare the release that is being written with an earlier one, and add the tables of the
    ledger. What was written so far is committed, for only then can it be compared.

    ``None`` where there is none before, or where that one cannot be read (the gates say so too).
    """
    ledger = None
    if earlier is not None:
        connection.commit()
        try:
            ledger = compared(earlier, connection, catalogue)
        except (duckdb.Error, OSError) as error:
            _log.warning("no ledger: release %s cannot be read (%s)", earlier.name, error)
        finally:
            connection.begin()
    add_changes(connection, ledger)
    return ledger


def compared(
    earlier: Release, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue
) -> Ledger:
    """What changed from a release to the one that a connection is to, outside of a transaction; by
    the statistics of a catalogue that this one has.

    Raises duckdb.Error or SkillscanError where one of them cannot be read.
    """
    ((catalog,),) = connection.execute("SELECT current_database()").fetchall()
    published = {key for (key,) in queries.rows(connection, "release/statistics")}
    files = {key: file for key, file in catalogue.files.items() if key in published}
    return compare(
        earlier.database,
        connection,
        catalog,
        earlier_name=earlier.name,
        catalogue=replace(catalogue, files=files),
    )


def ledger_between(earlier: Release, later: Release, catalogue: Catalogue) -> Ledger:
    """What changed between two releases, as the later one says where it was compared with that one.

    Raises duckdb.Error or SkillscanError where one of them cannot be read.
    """
    with later.connect() as connection:
        stored = stored_ledger(connection)
    if stored and stored.earlier == earlier.name:
        return stored
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{quoted(later.database)}' AS release (READ_ONLY); USE release")
        return compared(earlier, connection, catalogue)


def stored_ledger(connection: duckdb.DuckDBPyConnection) -> Ledger | None:
    """The ledger in a release's database; ``None`` in a first release and in those of versions that
    kept none.
    """
    if queries.rows(connection, "release/has_ledger") == [(False,)]:
        return None
    about = queries.rows(connection, "release/ledger_of")
    if not about:
        return None
    ((earlier, texts_changed),) = about
    return Ledger(
        earlier=earlier,
        changes=queries.records(connection, "release/changes", HeadlineChange),
        boards=queries.records(connection, "release/board_changes", BoardChange),
        texts_changed=texts_changed,
        availability=_stored_availability(connection),
    )


def _stored_availability(connection: duckdb.DuckDBPyConnection) -> list[AvailabilityChange]:
    """None in releases of versions that kept none."""
    if not any(one.name == "availability_changes" for one in relations(connection)):
        return []
    return queries.records(connection, "release/availability_changes", AvailabilityChange)


def add_changes(connection: duckdb.DuckDBPyConnection, ledger: Ledger | None) -> None:
    """The tables of the ledger, empty in a first release."""
    about = (
        [{"earlier_release": ledger.earlier, "texts_changed": ledger.texts_changed}]
        if ledger
        else []
    )
    add_table(connection, "compared_with", about)
    for name, rows in (
        ("changes", ledger.changes if ledger else ()),
        ("board_changes", ledger.boards if ledger else ()),
        ("availability_changes", ledger.availability if ledger else ()),
    ):
        add_table(connection, name, [msgspec.structs.asdict(row) for row in rows])
