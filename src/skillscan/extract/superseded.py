"""Postings and texts that no landing file gives any more, after all of them were loaded again.

A parser that was mended may give a posting another id (Workday's were once cut at their last
underscore, and different postings with one ending were one row). Loading everything makes the
postings under their new ids, with the times of all their fetches; the rows under the old ids are
removed then, with their texts and their places in openings. A row that also rests on a landing file
that was pruned, or is damaged, is left as it is: nothing could say anew what it says. So is one
that may be an item of these files which no parser can use now: it is there, in quarantine.

Better rules for texts give a posting another text (contact names are masked, say). Where its file
was loaded again, the text as it was prepared before is removed: nothing ever said it but our rules.
"""

from collections.abc import Collection, Container
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from skillscan.warehouse import checks, posting_status
from skillscan.warehouse.tables import postings
from skillscan.warehouse.tables.postings import VersionKey
from skillscan.warehouse.transaction import transaction


@dataclass(frozen=True, slots=True)
class Superseded:
    """How many postings were removed, and how many left as they are."""

    removed: int = 0
    left: int = 0


def remove_superseded(
    connection: DuckDBPyConnection, landing_files: Collection[str], given: Container[str]
) -> Superseded:
    """Remove what these landing files should give and do not.

    ``landing_files`` are all that were just loaded, ``given`` the ids of the postings they gave, or
    may have given where an item could not be parsed.
    """
    expected = postings.of_loaded_files(connection, landing_files)
    superseded = [one for one in expected if one.posting_id not in given]
    unclear = postings.named_in_quarantine(
        connection, [one.posting_id for one in superseded], landing_files
    )
    removed = [one for one in superseded if one.is_whole and one.posting_id not in unclear]
    if removed:
        with transaction(connection):
            postings.forget(connection, [one.posting_id for one in removed])
            posting_status.recompute(connection, {(one.source, one.board) for one in removed})
            checks.run(connection, "load")
            checks.run(connection, "read")
    return Superseded(removed=len(removed), left=len(superseded) - len(removed))


def remove_replaced_texts(
    connection: DuckDBPyConnection,
    landing_files: Collection[str],
    posting_ids: Container[str],
    versions: Container[VersionKey],
) -> None:
    """Remove earlier texts of these postings, from these files, that are not among ``versions``.

    ``landing_files`` are all that were just loaded, ``versions`` the texts they gave.
    """
    earlier = postings.earlier_versions(connection, landing_files)
    mine = [key for key in earlier if key[0] in posting_ids and key not in versions]
    unclear = postings.named_in_quarantine(connection, {one for one, _ in mine}, landing_files)
    replaced = [key for key in mine if key[0] not in unclear]
    if replaced:
        with transaction(connection):
            postings.forget_versions(connection, replaced)
            checks.run(connection, "load")
            checks.run(connection, "read")
