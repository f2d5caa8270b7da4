"""``latest.duckdb``: the latest release as views of its Parquet files, without data of its own.

An analyst attaches its URL and reads from it only what a query needs. The views name the files by
``SKILLSCAN_RELEASES_BASE_URL``, else by the place of the releases: there they must be reachable.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from skillscan.release import database
from skillscan.release.catalog import Release
from skillscan.release.release_folder import LATEST_DATABASE, PARQUET
from skillscan.release.schema_sql import comment_statements, copy_schema
from skillscan.storage.versioned_folder import VersionedFolder
from skillscan.warehouse.transaction import transaction

_VIEWS_FILE = "views_file"


def write_latest_database(folder: VersionedFolder, release: Release, base_url: str | None) -> str:
    """Put the database of a release's views in its place; returns its SHA-256 (hexadecimal)."""
    place = f"{(base_url or folder.path()).rstrip('/')}/{release.name}/{PARQUET}"
    with folder.staging() as staged, database.beside(release.database) as connection:
        _make(connection, staged, place)
        content = (staged / LATEST_DATABASE).read_bytes()
    folder.write(content, LATEST_DATABASE)
    return hashlib.sha256(content).hexdigest()


def _make(connection: duckdb.DuckDBPyConnection, staged: Path, place: str) -> None:
    connection.execute(f"USE {database.BESIDE}")
    tables = [one.name for one in database.relations(connection) if not one.is_view]
    commented = list(comment_statements(connection))
    _stand_in(connection, tables, staged, place)
    database.attach(connection, staged / LATEST_DATABASE, _VIEWS_FILE)
    copy_schema(connection, _VIEWS_FILE)
    connection.execute(f"USE {_VIEWS_FILE}")
    with transaction(connection):  # each statement would be written to the disk
        for table in tables:
            path = f"{place}/{table}.parquet".replace("'", "''")
            connection.execute(f"DROP TABLE {table}")
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet('{path}')")
        kept = set(comment_statements(connection))
        lost = [one for one in commented if one not in kept]
        of_views = (one.replace("COMMENT ON TABLE", "COMMENT ON VIEW", 1) for one in lost)
        connection.execute(";\n".join(of_views))  # hundreds: one by one takes twice as long
    connection.execute("USE memory")
    connection.execute(f"DETACH {_VIEWS_FILE}")


def _stand_in(
    connection: duckdb.DuckDBPyConnection, tables: list[str], staged: Path, place: str
) -> None:
    """Let empty files of the tables answer for those at a URL: DuckDB looks into the files of a
    view when it is made, and nothing may answer there before the release is uploaded.
    """
    if "://" not in place:
        return
    for table in tables:
        path = {"path": str(staged / f"{table}.parquet")}
        connection.execute(f"COPY (FROM {table} LIMIT 0) TO $path (FORMAT parquet)", path)
    connection.register_filesystem(_files_at(place, staged))


def _files_at(place: str, folder: Path) -> Any:
    """A file system that has at a URL what lies in a local folder."""
    from fsspec.spec import AbstractFileSystem

    class StandIn(AbstractFileSystem):  # type: ignore[misc]  # fsspec is untyped
        protocol = place.partition("://")[0]
        cachable = False

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return path

        def info(self, path: str, **_options: object) -> dict[str, object]:
            return {"name": path, "size": self._file(path).stat().st_size, "type": "file"}

        def glob(self, path: str, **_options: object) -> list[str]:
            return [path]

        def modified(self, path: str) -> datetime:
            return datetime.fromtimestamp(self._file(path).stat().st_mtime, UTC)

        def _open(self, path: str, mode: str = "rb", **_options: object) -> Any:
            return self._file(path).open(mode)

        def _file(self, path: str) -> Path:
            return folder / path.rpartition("/")[2]

    return StandIn()
