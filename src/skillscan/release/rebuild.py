"""Make a release again from its own Parquet files, where files of it are lost or altered.

What follows from the tables is written again as it was: the hash of the content tells that they
are the same rows. A file has the same bytes where this version writes as that of then did; a DuckDB
file never has, and the release's checksums are renewed for it.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import msgspec

from skillscan.errors import SkillscanError
from skillscan.release import database
from skillscan.release.catalog import latest_name, open_release
from skillscan.release.content import content_hash, earlier_content_hash
from skillscan.release.document import Publication
from skillscan.release.files import Presentation, Renderer, write_descriptor, write_texts
from skillscan.release.gates_file import gates_fault, lost_gates_json
from skillscan.release.index import described, on_record, read_index, write_index
from skillscan.release.latest_database import write_latest_database
from skillscan.release.release_folder import (
    DATABASE,
    DATAPACKAGE_FILE,
    GATES_FILE,
    PARQUET,
    WITHDRAWN_FILE,
    release_folder,
)
from skillscan.release.schema_sql import apply_schema
from skillscan.release.stored import read_publication
from skillscan.settings import Settings
from skillscan.storage.checked_json import checked
from skillscan.storage.checksums import CHECKSUMS
from skillscan.storage.versioned_folder import VersionedFolder

_RELEASE_TABLE = f"{PARQUET}/release.parquet"


@dataclass(frozen=True, kw_only=True)
class RebuildSummary:
    """What was written again: files with the bytes they had, and files with others."""

    name: str
    same: tuple[str, ...]
    others: tuple[str, ...]


def rebuild(settings: Settings, name: str, *, render: Renderer, now: datetime) -> RebuildSummary:
    """Write the missing and altered files of a release again; nothing is done where it is whole.

    Raises SkillscanError where a table is left neither in Parquet nor in the database, or where
    what is left is not the content that was published: then nothing was changed; FolderLockedError
    where somebody else writes the releases.
    """
    folder = release_folder(settings.releases)
    with folder.writing(settings.lock_seconds):
        return _rebuild(settings, folder, name, render, now)


def _rebuild(
    settings: Settings, folder: VersionedFolder, name: str, render: Renderer, now: datetime
) -> RebuildSummary:
    _require_rebuildable(folder, name)
    stated = folder.checksums(name)
    before = stated.digests if stated and stated.is_as_written else {}
    damaged = _damaged(folder, name, can_be_checked=bool(before))
    if before and not damaged:
        return RebuildSummary(name=name, same=(), others=())
    with folder.staging() as staged:
        _copy_intact(folder, name, staged, damaged)
        _complete(staged, name, Presentation.of(settings, render))
        if not (staged / GATES_FILE).exists():
            passed = on_record(folder).get(name, False)
            (staged / GATES_FILE).write_bytes(lost_gates_json(name, is_passed=passed))
        after = _written(staged, damaged)
        folder.replace(staged, name)
    _tell(settings, folder, name, now)
    written = folder.checksums(name)
    digests = written.digests if written else {}
    same = tuple(file for file in after if before.get(file) == digests.get(file))
    return RebuildSummary(
        name=name, same=same, others=tuple(file for file in after if file not in same)
    )


def _require_rebuildable(folder: VersionedFolder, name: str) -> None:
    files = folder.files(name) if folder.is_single_name(name) else []
    if not files:
        raise SkillscanError(
            f"nothing is left of a release {name!r} at {folder.path()}: restore its folder from a "
            "copy"
        )
    if _RELEASE_TABLE not in files and DATABASE not in files:
        raise SkillscanError(
            f"{folder.path(name)} has neither {_RELEASE_TABLE} nor {DATABASE}: nothing is left to "
            "make it again from; restore the folder"
        )


def _damaged(folder: VersionedFolder, name: str, *, can_be_checked: bool) -> set[str]:
    """Files that are not as they were written; without checksums, all but the tables."""
    if can_be_checked:
        gates = {GATES_FILE} if gates_fault(folder, name) else set()
        return folder.faulty(name) | gates
    kept = (f"{PARQUET}/", GATES_FILE, WITHDRAWN_FILE)
    return {file for file in folder.files(name) if not file.startswith(kept)}


def _copy_intact(folder: VersionedFolder, name: str, staged: Path, damaged: set[str]) -> None:
    intact = [file for file in folder.files(name) if file not in {*damaged, CHECKSUMS}]
    folder.fetch(name, intact, staged)
    for file in intact:
        (staged / file).chmod(0o644)


def _complete(staged: Path, name: str, shown: Presentation) -> None:
    """Write what is lacking in the folder."""
    has_database = (staged / DATABASE).exists()
    if not has_database:
        _load(staged, name)
    with database.reading(staged / DATABASE) as connection:
        publication = _publication(connection, name)
        _require_content(connection, publication, staged)
        (staged / PARQUET).mkdir(exist_ok=True)
        database.write_parquet(connection, staged / PARQUET, only_missing=True)
        with TemporaryDirectory(dir=staged) as made:
            write_texts(connection, publication, Path(made), shown)
            _take_missing(Path(made), staged)
    (staged / DATAPACKAGE_FILE).unlink(missing_ok=True)
    write_descriptor(staged, publication)


def _load(staged: Path, name: str) -> None:
    """Make the database of the Parquet files."""
    try:
        with database.making(staged / DATABASE) as connection:
            path = {"path": str(staged / _RELEASE_TABLE)}
            query = "SELECT schema_sql FROM read_parquet($path)"
            ((schema,),) = connection.execute(query, path).fetchall()
            apply_schema(connection, schema)
        with database.writing(staged / DATABASE) as connection:
            for table in database.relations(connection):
                if not table.is_view:
                    file = str(staged / PARQUET / f"{table.name}.parquet").replace("'", "''")
                    connection.execute(
                        f"INSERT INTO {table.name} BY NAME FROM read_parquet('{file}')"
                    )
    except (duckdb.Error, ValueError) as error:
        raise SkillscanError(
            f"release {name} cannot be made again: its database and a table of its Parquet files "
            f"are lost or altered ({error}); restore the folder"
        ) from error


def _publication(connection: duckdb.DuckDBPyConnection, name: str) -> Publication:
    try:
        return read_publication(connection)
    except ValueError as error:
        raise SkillscanError(
            f"release {name} is of an early form, whose tables do not hold all of it: restore the "
            f"folder ({error})"
        ) from error


def _require_content(
    connection: duckdb.DuckDBPyConnection, publication: Publication, staged: Path
) -> None:
    expected = publication.content_hash
    withdrawn = staged / WITHDRAWN_FILE
    if withdrawn.exists():
        expected = checked(withdrawn.read_bytes())["content_hash_without_quotes"]
    found = content_hash(connection, publication)
    if found != expected != earlier_content_hash(connection, publication):
        raise SkillscanError(
            f"release {publication.release} cannot be made again: what is left of its tables is "
            f"not what was published (hash {found[:12]}, {str(expected)[:12]} was published); "
            "restore the folder"
        )


def _take_missing(made: Path, staged: Path) -> None:
    for path in [one for one in made.rglob("*") if one.is_file()]:
        place = staged / path.relative_to(made)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, place)


def _written(staged: Path, damaged: set[str]) -> list[str]:
    """What was damaged and is there now, and what tells of it."""
    return sorted({*(one for one in damaged if (staged / one).exists()), DATAPACKAGE_FILE})


def _tell(settings: Settings, folder: VersionedFolder, name: str, now: datetime) -> None:
    entry = read_index(folder).entry(name) or described(folder, name)
    entry = msgspec.structs.replace(entry, rebuilt_at=now.astimezone(UTC))
    views, latest = None, latest_name(folder)
    if latest == name:
        base = settings.releases_base_url
        views = write_latest_database(folder, open_release(settings, name), base)
    write_index(
        folder, settings, latest=latest, now=now, latest_database_hash=views, changed=[entry]
    )
