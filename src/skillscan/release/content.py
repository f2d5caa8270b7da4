"""What a release is, in one hash: the same inputs, code and seeds give the same one on any day.

Two hashes: of all that a release holds, and of what follows from the warehouse alone. A release
holds more than the warehouse says: what changed since the release before it, values that only that
one had, quotes that were withdrawn. So a second publish of an unchanged warehouse would differ from
the first; it is known by the hash of its data.
"""

import hashlib
from collections.abc import Iterable

import duckdb
import msgspec

from skillscan.release.database import relations
from skillscan.release.document import NAMING, Publication, head
from skillscan.warehouse import queries

NAME_DIGITS = 12
"""So much of the hash of its content is part of a release's name."""
_OF_ITSELF = frozenset({"release", "compared_with"})
"""The tables that hold the name, the times and the hashes themselves, and the name of the release
before: that one's hash counts (``previous``), and not the day on which it was published."""
_LATER = frozenset({*NAMING, "previous", "examples", "left_out"})
"""What is said in view of other releases, or of the tables."""


def data_hash(connection: duckdb.DuckDBPyConnection, publication: Publication) -> str:
    """SHA-256 (hexadecimal) of what follows from the warehouse, the definitions and the code: call
    it before anything of another release enters the tables.
    """
    return _hash(connection, publication, _LATER)


def content_hash(connection: duckdb.DuckDBPyConnection, publication: Publication) -> str:
    """SHA-256 (hexadecimal) of the rows of all tables but those that name releases, and of what is
    said of them.

    Rows count whatever their order, so that a database made again from Parquet has the same hash.
    """
    return _hash(connection, publication, {*NAMING, "left_out"})


def _hash(
    connection: duckdb.DuckDBPyConnection, publication: Publication, unsaid: Iterable[str]
) -> str:
    said = head(publication)
    for name in unsaid:
        del said[name]
    if said.get("previous"):
        said["previous"] = said["previous"].rpartition("-")[2]  # its hash, and not its day
    digest = hashlib.sha256(msgspec.json.encode(said, order="sorted"))
    for relation in relations(connection):
        if not relation.is_view and relation.name not in _OF_ITSELF:
            rows = queries.rows(connection, "release/content_hash", relation=relation.name)
            digest.update(f"\n{relation.name} {rows[0][0]}".encode())
    return digest.hexdigest()
