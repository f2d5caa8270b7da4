"""Withdraw a posting's quotes from every release on record, without a number of them changing.

The database is written anew, for an updated file would still hold the old text in its free blocks.
Beside the hash that a release was published with, ``withdrawn.json`` has the one it has now.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from skillscan.errors import SkillscanError, UsageError
from skillscan.release import database
from skillscan.release.catalog import Release, latest_name, open_release
from skillscan.release.content import content_hash, table_hashes
from skillscan.release.document import from_json, text_of
from skillscan.release.files import Presentation, Renderer, write_pages
from skillscan.release.index import described, on_record, read_index, write_index
from skillscan.release.release_folder import (
    COMPLETENESS_FILE,
    DATABASE,
    DATAPACKAGE_FILE,
    FILES,
    PAGE,
    PARQUET,
    SITE,
    WITHDRAWN_FILE,
    release_folder,
)
from skillscan.release.stored import read_publication
from skillscan.release.withdrawal import (
    WITHDRAWN,
    Withdrawal,
    keep,
    withdraw,
    withdrawals,
    write_withdrawn,
)
from skillscan.settings import Settings
from skillscan.storage.checked_json import checked
from skillscan.storage.versioned_folder import VersionedFolder

_COPY, _NEW = "whole_copy", "new_file"
_QUOTES = ("opening_findings", "findings")
"""The table of quotes, and its name in the first releases."""
_NUMBERS = (
    *("estimates", "figures", "denominators", "disagreements", "sample_differences"),
    "withheld",
)


@dataclass(frozen=True, kw_only=True)
class RedactSummary:
    """The releases that quoted the posting and do not any more, with how many quotes; ``faults``
    are releases that could not be changed, and why. ``set_aside``: damaged copies in ``.damaged``
    that are no releases and may still quote it.
    """

    posting_id: str
    redacted: dict[str, int]
    faults: tuple[str, ...]
    set_aside: int


def redact(
    settings: Settings, withdrawal: Withdrawal, *, render: Renderer, now: datetime
) -> RedactSummary:
    """Withdraw the quotes of a posting from all releases, and from those to come.

    May be called again: releases that could not be changed are tried anew. Raises UsageError where
    no release has the posting and none ever had, FolderLockedError where somebody else writes the
    releases: one that is published meanwhile would have the quotes.
    """
    folder = release_folder(settings.releases)
    with folder.writing(settings.lock_seconds):
        return _redact(settings, folder, withdrawal, render, now)


def _redact(
    settings: Settings,
    folder: VersionedFolder,
    withdrawal: Withdrawal,
    render: Renderer,
    now: datetime,
) -> RedactSummary:
    known = [one for one in withdrawals(folder) if one.posting_id != withdrawal.posting_id]
    is_new = len(known) == len(withdrawals(folder))
    redacted: dict[str, int] = {}
    faults: list[str] = []
    has_it = not is_new
    names = list(on_record(folder))
    for name in names:
        try:
            release = open_release(settings, name)
            has_it = _mentions(release, withdrawal.posting_id) or has_it
        except (SkillscanError, duckdb.Error) as error:
            faults.append(f"{name}: {error}")
    if not has_it and not faults:
        raise UsageError(
            f"no release at {settings.releases} has a posting {withdrawal.posting_id!r}: ids are "
            "source/board/native id, as `skillscan explain` shows them"
        )
    keep(folder, [*known, withdrawal] if is_new else withdrawals(folder))
    for name in names:
        if any(fault.startswith(f"{name}: ") for fault in faults):
            continue
        shown = Presentation.of(settings, render)
        if quotes := _redact_release(folder, open_release(settings, name), withdrawal, shown):
            redacted[name] = quotes
            shutil.rmtree(settings.home / "cache" / name, ignore_errors=True)
    changed = [
        msgspec.structs.replace(
            read_index(folder).entry(name) or described(folder, name),
            withdrawn=described(folder, name).withdrawn,
        )
        for name in redacted
    ]
    write_index(folder, settings, latest=latest_name(folder), now=now, changed=changed)
    return RedactSummary(
        posting_id=withdrawal.posting_id,
        redacted=redacted,
        faults=tuple(faults),
        set_aside=folder.set_aside(),
    )


def _mentions(release: Release, posting_id: str) -> bool:
    with release.connect() as connection:
        found = connection.execute(
            "SELECT 1 FROM postings WHERE posting_id = $id", {"id": posting_id}
        )
        return found.fetchone() is not None


def _redact_release(
    folder: VersionedFolder, release: Release, withdrawal: Withdrawal, shown: Presentation
) -> int:
    """Put a release without the quotes in its place; returns how many there were."""
    quotes = _quotes(release, withdrawal.posting_id)
    examples = [one for one in release.excerpt.examples if one.posting_id == withdrawal.posting_id]
    if not quotes and not examples:
        return 0
    with folder.staging() as staged:
        files = folder.files(release.name)
        folder.fetch(release.name, files, staged)
        for file in files:
            (staged / file).chmod(0o644)
        now = _write_database(release, staged, withdrawal.posting_id)
        _write_json(staged, withdrawal.posting_id)
        if (staged / PAGE).exists():
            _write_pages(staged, shown)
        before = _withdrawn_before(staged)
        write_withdrawn(staged, [*before, withdrawal], release.excerpt, now)
        _write_descriptor(staged)
        folder.replace(staged, release.name)
    return quotes or len(examples)


def _quotes(release: Release, posting_id: str) -> int:
    query = "SELECT count(*) FROM opening_findings WHERE posting_id = $id AND quote <> $withdrawn"
    with release.connect() as connection:
        values = {"id": posting_id, "withdrawn": WITHDRAWN}
        ((found,),) = connection.execute(query, values).fetchall()
    return int(found)


def _write_database(release: Release, staged: Path, posting_id: str) -> str | None:
    """Write database and changed tables without the quotes; returns the hash of the content now
    (``None``: of a form that has none). Raises SkillscanError where a number would change.
    """
    new = staged / f"new-{DATABASE}"
    with database.beside(release.database) as connection:
        connection.execute(f"USE {database.BESIDE}")
        numbers = _fingerprints(connection)
        connection.execute(f"ATTACH ':memory:' AS {_COPY}")
        connection.execute(f"COPY FROM DATABASE {database.BESIDE} TO {_COPY}")
        connection.execute(f"USE {_COPY}")
        tables = [one.name for one in database.relations(connection) if not one.is_view]
        table = next(name for name in _QUOTES if name in tables)
        withdraw(connection, [posting_id], table)
        now = _update_document(connection, posting_id)
        if _fingerprints(connection) != numbers:
            raise SkillscanError(f"release {release.name}: a number would change; nothing was done")
        for name in (table, *(["release"] if now else [])):
            path = {"path": str(staged / PARQUET / f"{name}.parquet")}
            connection.execute(f"COPY {name} TO $path (FORMAT parquet, COMPRESSION zstd)", path)
        database.attach(connection, new, _NEW)
        connection.execute(f"COPY FROM DATABASE {_COPY} TO {_NEW}")
        connection.execute("USE memory")
        connection.execute(f"DETACH {_NEW}")
    new.replace(staged / DATABASE)
    return now


def _fingerprints(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    present = {one.name for one in database.relations(connection)}
    return table_hashes(connection, [name for name in _NUMBERS if name in present])


def _update_document(connection: duckdb.DuckDBPyConnection, posting_id: str) -> str | None:
    try:
        publication = read_publication(connection)
    except ValueError:
        return None
    ((document,),) = connection.execute("SELECT document FROM release").fetchall()
    said = json.loads(document)
    said["examples"] = [one for one in said["examples"] if one["posting_id"] != posting_id]
    text = json.dumps(said, ensure_ascii=False)
    connection.execute("UPDATE release SET document = $text", {"text": text})
    left = [one for one in publication.examples if one.posting_id != posting_id]
    return content_hash(connection, msgspec.structs.replace(publication, examples=left))


def _write_json(staged: Path, posting_id: str) -> None:
    content = json.loads((staged / COMPLETENESS_FILE).read_bytes())
    examples = [one for one in content.get("examples", []) if one["posting_id"] != posting_id]
    if "examples" in content:
        content["examples"] = examples
    (staged / COMPLETENESS_FILE).write_text(text_of(content), encoding="utf-8")


def _write_pages(staged: Path, shown: Presentation) -> None:
    """Write the pages anew; those of an early release from what its statistics.json holds."""
    shutil.rmtree(staged / SITE, ignore_errors=True)
    with database.reading(staged / DATABASE) as connection:
        try:
            publication = read_publication(connection)
        except ValueError:
            publication = from_json((staged / COMPLETENESS_FILE).read_bytes())
        write_pages(connection, publication, staged, shown)


def _withdrawn_before(staged: Path) -> Sequence[Withdrawal]:
    path = staged / WITHDRAWN_FILE
    if not path.exists():
        return []
    return msgspec.convert(checked(path.read_bytes())["withdrawn"], list[Withdrawal])


def _write_descriptor(staged: Path) -> None:
    """Bring sizes and hashes in ``datapackage.json`` up to the files; all else stays as it was."""
    path = staged / DATAPACKAGE_FILE
    if not path.exists():
        return
    content = json.loads(path.read_bytes())
    resources = content["resources"]
    if not any(one["path"] == WITHDRAWN_FILE for one in resources):
        resources.append(
            {
                "name": WITHDRAWN_FILE,
                "type": "file",
                "description": FILES[WITHDRAWN_FILE],
                "path": WITHDRAWN_FILE,
                "format": "json",
                "mediatype": "application/json",
            }
        )
    for one in resources:
        file = staged / one["path"]
        one["bytes"] = file.stat().st_size
        one["hash"] = f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
