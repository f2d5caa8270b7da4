"""Quotes that an employer wants withdrawn: taken out of a release's tables, the numbers unchanged.

A withdrawal is of a posting: its sentences, and the words that decided, are replaced in every
release on record and never enter a new one. That it was withdrawn is said: in the release
(``withdrawn.json``), in the index of releases, and in place of the quote.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from skillscan.errors import SkillscanError
from skillscan.release import database
from skillscan.release.document import Publication
from skillscan.release.release_folder import WITHDRAWALS, WITHDRAWN_FILE
from skillscan.storage.checked_json import CHECKSUM, checked, checksum
from skillscan.storage.versioned_folder import VersionedFolder

WITHDRAWN = "[withdrawn]"
"""What stands in place of a quote."""
_REPLACED = {
    "quote": "$withdrawn",
    "quote_start": "0",
    "quote_end": "length($withdrawn)",
    "heading": "if(heading IS NULL, NULL, $withdrawn)",
    "modifier": "if(modifier IS NULL, NULL, $withdrawn)",
}
"""Columns that hold words of a posting; those of early releases are fewer."""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """That the quotes of a posting were withdrawn: when (UTC), why, and by whom."""

    posting_id: str
    withdrawn_at: datetime
    reason: str
    by: str


def withdraw(
    connection: duckdb.DuckDBPyConnection,
    posting_ids: Sequence[str],
    table: str = "opening_findings",
) -> None:
    """Replace the quotes of these postings in a database's table of findings: the sentence, and the
    words that decided. What was found, and where it stands in the posting, stays.
    """
    columns = database.columns_of(connection, table)
    new = {name: text for name, text in _REPLACED.items() if name in columns}
    changes = ", ".join(f"{name} = {text}" for name, text in new.items())
    if posting_ids and changes:
        connection.execute(
            f"UPDATE {table} SET {changes} "  # noqa: S608  (our own names)
            "WHERE list_contains($posting_ids::JSON::VARCHAR[], posting_id)",
            {"posting_ids": json.dumps(list(posting_ids)), "withdrawn": WITHDRAWN},
        )


def withdrawals(folder: VersionedFolder) -> list[Withdrawal]:
    """All withdrawals on record, the oldest first. Raises SkillscanError where the list is altered:
    quotes would come back.
    """
    try:
        rows = checked(folder.read(WITHDRAWALS))["withdrawals"]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as error:
        raise SkillscanError(
            f"{folder.path(WITHDRAWALS)} is not as it was written: restore it, for it says which "
            f"quotes must not be published ({error})"
        ) from error
    return msgspec.convert(rows, list[Withdrawal])


def keep(folder: VersionedFolder, found: Sequence[Withdrawal]) -> None:
    """Write the list of withdrawals."""
    folder.write(_text({"withdrawals": msgspec.to_builtins(list(found))}), WITHDRAWALS)


def write_withdrawn(
    staged: Path, found: Sequence[Withdrawal], publication: Publication, now: str | None = None
) -> None:
    """Write into a release which quotes it does not have (any more).

    ``now`` is the hash of its content without them, where it was published with them.
    """
    content: dict[str, Any] = {
        "release": publication.release,
        "content_hash": publication.content_hash,
        "content_hash_without_quotes": now or publication.content_hash,
        "withdrawn": msgspec.to_builtins(list(found)),
    }
    (staged / WITHDRAWN_FILE).write_bytes(_text(content))


def _text(content: dict[str, Any]) -> bytes:
    whole = {**content, CHECKSUM: checksum(content)}
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
