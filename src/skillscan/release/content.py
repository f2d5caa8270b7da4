"""What a release is, in one hash: the same inputs, code and seeds give the same one on any day.

Two hashes: of all that a release holds, and of what follows from the warehouse alone. A release
holds more than the warehouse says: what changed since the release before it, values that only that
one had, quotes that were withdrawn. So a second publish of an unchanged warehouse would differ from
the first; it is known by the hash of its data.
"""

import binascii
import hashlib
from collections.abc import Iterable, Mapping

import duckdb
import msgspec

from skillscan.release.column_hash import ROWS_AT_ONCE, table_hash
from skillscan.release.database import relations
from skillscan.release.document import NAMING, Publication, head
from skillscan.warehouse import queries

NAME_DIGITS = 12
"""So much of the hash of its content is part of a release's name."""
_OF_ITSELF = frozenset({"release", "compared_with"})
"""The tables that hold the name, the times and the hashes themselves, and the name of the release
before: that one's hash counts (``previous``), and not the day on which it was published."""
_UNSAID = frozenset({*NAMING, "left_out"})
"""What is said of a release as such, or in view of the tables."""
_LATER = _UNSAID | {"previous", "examples"}
"""The same, what is said in view of other releases, and the quotes, which may be withdrawn."""


def data_hash(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    hashes: Mapping[str, str | None] | None = None,
) -> str:
    """SHA-256 (hexadecimal) of what follows from the warehouse, the definitions and the code: call
    it before anything of another release enters the tables. ``hashes``: see ``content_hash``.
    """
    return _hash(connection, publication, _LATER, hashes)


def content_hash(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    hashes: Mapping[str, str | None] | None = None,
) -> str:
    """SHA-256 (hexadecimal) of all tables but those that name releases, and of what is said of
    them.

    Rows count in their order, which Parquet files and a database made again from these keep.
    ``hashes`` are those of some tables (``table_hashes``), which were not written to since.
    """
    return _hash(connection, publication, _UNSAID, hashes)


def earlier_content_hash(connection: duckdb.DuckDBPyConnection, publication: Publication) -> str:
    """The same as releases were named until 2026-11: of the rows, in whatever order."""
    hashes = {table: _rows_hash(connection, table) for table in _hashed(connection)}
    return _hash(connection, publication, _UNSAID, hashes)


def table_hashes(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str]
) -> dict[str, str | None]:
    """The fingerprint of each table (``column_hash``); ``None`` where it has no rows."""
    return {table: table_hash(connection, table) for table in tables}


def _rows_hash(connection: duckdb.DuckDBPyConnection, table: str) -> str | None:
    digest, comma = hashlib.sha256(), b""
    found = queries.run(connection, "release/row_hashes", relation=table)
    for rows in found.to_arrow_reader(ROWS_AT_ONCE):
        joined = b"".join(rows["row_hash"].to_pylist())
        digest.update(comma + binascii.hexlify(joined, ",", digest.digest_size))
        comma = b","
    return digest.hexdigest() if comma else None


def _hashed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables that count."""
    tables = [one.name for one in relations(connection) if not one.is_view]
    return [name for name in tables if name not in _OF_ITSELF]


def _hash(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    unsaid: Iterable[str],
    hashes: Mapping[str, str | None] | None,
) -> str:
    said = head(publication)
    for name in unsaid:
        del said[name]
    if said.get("previous"):
        said["previous"] = said["previous"].rpartition("-")[2]  # its hash, and not its day
    hashed = _hashed(connection)
    known = dict(hashes or {})
    known |= table_hashes(connection, [name for name in hashed if name not in known])
    digest = hashlib.sha256(msgspec.json.encode(said, order="sorted"))
    for name in hashed:
        digest.update(f"\n{name} {known[name]}".encode())
    return digest.hexdigest()
