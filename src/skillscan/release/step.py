"""Publish: take what the warehouse holds, estimate, judge, and write an immutable release.

A release is written aside and renamed when it is whole. ``latest`` moves to it only when every
gate is passed (or was waived by name, with a reason); a release that is held back is kept, with
its ``gates.json``, for a person to look at. The same content on the same day is the same release.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from skillscan.errors import SkillscanError, UsageError
from skillscan.release import export, gates
from skillscan.release.builder import Renderer, boards_of, build
from skillscan.release.catalog import LATEST, PAGE, latest_name, open_release
from skillscan.release.document import Publication
from skillscan.release.store import ReleaseFolder
from skillscan.settings import Settings
from skillscan.statistics.populations import Population, load_populations
from skillscan.warehouse.connection import open_warehouse

GATES_FILE = "gates.json"


@dataclass(frozen=True, kw_only=True)
class PublishSummary:
    """What a publish did. ``folder`` and ``page`` are paths, or URLs on remote storage;
    ``is_new`` is false when the same release was there already; ``is_latest`` is false when a gate
    held it back. ``waived`` maps gates that were waived to the reason given.
    """

    name: str
    folder: str
    page: str
    is_new: bool
    is_latest: bool
    estimates: int
    withheld: int
    gates: tuple[gates.Verdict, ...]
    waived: Mapping[str, str]


def publish(
    settings: Settings,
    *,
    now: datetime,
    render: Renderer,
    notice: str | None = None,
    waived: Mapping[str, str] | None = None,
) -> PublishSummary:
    """Write a release from the warehouse; ``now`` (UTC) names it and nothing else.
    ``render`` makes the page (``site.page.render``).

    ``notice`` is shown at the top of everything published (data that are invented, say).
    Raises WarehouseLockedError when somebody is writing the warehouse, UsageError for an unknown
    gate, SkillscanError when the release could not be written: then nothing is left of it and
    ``latest`` stays where it was.
    """
    if unknown := set(waived or {}) - set(gates.GATES):
        raise UsageError(f"unknown gate {sorted(unknown)[0]!r}; gates: {', '.join(gates.GATES)}")
    folder = ReleaseFolder(settings.releases)
    populations = load_populations(settings.home)
    try:
        with folder.staging() as staged:
            return _publish(
                settings, folder, staged, populations, now, notice, waived or {}, render
            )
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise SkillscanError(
            f"the release could not be written to {settings.releases} ({error}): free some space "
            "or check the rights, then publish again. Nothing of it was kept; `latest` is unmoved"
        ) from error


def _publish(
    settings: Settings,
    folder: ReleaseFolder,
    staged: Path,
    populations: Mapping[str, Population],
    now: datetime,
    notice: str | None,
    waived: Mapping[str, str],
    render: Renderer,
) -> PublishSummary:
    parquet = staged / "parquet"
    parquet.mkdir()
    with open_warehouse(settings, read_only=True) as warehouse:
        condition = export.take(warehouse, populations, parquet)
    publication, boards = build(staged, populations, condition, now.astimezone(UTC), notice, render)
    verdicts = _judge(settings, folder, publication, boards, condition)
    is_latest = all(verdict.is_passed or verdict.gate in waived for verdict in verdicts)
    is_new = not folder.exists(publication.release)
    report = _gates_json(publication.release, verdicts, waived)
    if is_new:
        (staged / GATES_FILE).write_bytes(report)
        folder.add(staged, publication.release)
    elif is_latest and latest_name(folder) != publication.release:
        folder.write(report, publication.release, GATES_FILE)
    if is_latest and latest_name(folder) != publication.release:
        folder.write(f"{publication.release}\n".encode(), LATEST)
    return PublishSummary(
        name=publication.release,
        folder=folder.path(publication.release),
        page=folder.path(publication.release, PAGE),
        is_new=is_new,
        is_latest=is_latest,
        estimates=len(publication.estimates),
        withheld=len(publication.withheld),
        gates=tuple(verdicts),
        waived=dict(waived),
    )


def _judge(
    settings: Settings,
    folder: ReleaseFolder,
    publication: Publication,
    boards: gates.Boards,
    condition: export.Condition,
) -> list[gates.Verdict]:
    candidate = gates.Candidate(publication=publication, boards=boards, condition=condition)
    name = latest_name(folder)
    if name and name != publication.release:
        candidate = _compared(candidate, settings, name)
    return gates.judge(candidate)


def _compared(candidate: gates.Candidate, settings: Settings, name: str) -> gates.Candidate:
    """The candidate with the release before it, or with the reason why that cannot be opened."""
    try:
        previous = open_release(settings, name)
        with previous.connect() as connection:
            boards = boards_of(connection)
    except (SkillscanError, duckdb.Error, FileNotFoundError) as error:
        return replace(candidate, previous_fault=str(error))
    return replace(candidate, previous=previous.publication, previous_boards=boards)


def _gates_json(
    release: str, verdicts: Sequence[gates.Verdict], waived: Mapping[str, str]
) -> bytes:
    rows = [{**asdict(verdict), "waived": waived.get(verdict.gate)} for verdict in verdicts]
    is_latest = all(row["is_passed"] or row["waived"] for row in rows)
    content = {"release": release, "is_passed": is_latest, "gates": rows}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()
