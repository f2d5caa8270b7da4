"""Which opening each posting belongs to; grouped again only for employers where something moved."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.models import GroupedPosting, Membership, OpeningInput
from skillscan.warehouse import bulk

BATCH_POSTINGS = 20_000
"""Postings whose texts are held in memory at once; an employer is never split."""

Group = Callable[[Sequence[OpeningInput]], Mapping[str, Membership]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """One row of ``openings``."""

    posting_id: str
    opening_id: str
    decision: str
    employer_id: str
    content_hash: str
    grouping_version: str


@cache
def grouping_version() -> str:
    """Twelve hex digits that change when the rules or code of the grouping change."""
    digest = hashlib.sha256()
    package = files("skillscan.dedup")
    for name in resources.names(package, ".py"):
        digest.update(package.joinpath(name).read_bytes())
    for name in ("employers.yaml", "openings.yaml"):
        digest.update(resources.data("rules", name).read_bytes())
    return digest.hexdigest()[:12]


def rename_employers(connection: DuckDBPyConnection, version: str) -> None:
    """Give postings that the present rules have not grouped the employer id of these rules."""
    names = bulk.rows_of(
        connection,
        """
        SELECT DISTINCT p.employer_id, v.company
        FROM postings AS p
        INNER JOIN posting_versions AS v
            ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
        LEFT JOIN openings AS o ON p.posting_id = o.posting_id
        WHERE (o.posting_id IS NULL OR o.grouping_version != ?) AND v.company IS NOT NULL
        """,
        [version],
    )
    for old, company in names:
        if (new := employer_id_of(company)) != old:
            _rename(connection, company, new)


def _rename(connection: DuckDBPyConnection, company: str, employer_id: str) -> None:
    connection.execute(
        "INSERT INTO employers VALUES (?, ?) ON CONFLICT DO NOTHING", [employer_id, company]
    )
    connection.execute(
        """
        UPDATE postings AS p SET employer_id = ?
        FROM posting_versions AS v
        WHERE p.posting_id = v.posting_id AND p.content_hash = v.content_hash AND v.company = ?
        """,
        [employer_id, company],
    )


def stale_employers(connection: DuckDBPyConnection, version: str) -> list[list[str]]:
    """Employers whose postings have to be grouped again, in batches that fit into memory."""
    rows = bulk.rows_of(
        connection,
        """
        WITH moved AS (
            SELECT p.employer_id, o.employer_id AS former_id
            FROM postings AS p
            LEFT JOIN openings AS o ON p.posting_id = o.posting_id
            WHERE o.posting_id IS NULL OR o.content_hash != p.content_hash
                OR o.employer_id != p.employer_id OR o.grouping_version != ?
        )

        SELECT p.employer_id, count(*)
        FROM postings AS p
        WHERE p.employer_id IN (SELECT m.employer_id FROM moved AS m)
            OR p.employer_id IN (SELECT m.former_id FROM moved AS m WHERE m.former_id IS NOT NULL)
        GROUP BY p.employer_id
        ORDER BY p.employer_id
        """,
        [version],
    )
    batches: list[list[str]] = []
    held = BATCH_POSTINGS
    for employer_id, count in rows:
        if held + count > BATCH_POSTINGS:
            batches.append([])
            held = 0
        batches[-1].append(employer_id)
        held += count
    return batches


def regroup(
    connection: DuckDBPyConnection, employer_ids: Sequence[str], group: Group, version: str
) -> None:
    """Group all postings of these employers. Call it within a transaction."""
    rows = bulk.rows_of(
        connection,
        """
        SELECT p.posting_id, p.employer_id, p.content_hash, p.first_seen,
            v.title, v.text, v.locations
        FROM postings AS p
        INNER JOIN posting_versions AS v
            ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
        WHERE p.employer_id IN (SELECT unnest(?))
        ORDER BY p.posting_id
        """,
        [list(employer_ids)],
    )
    inputs = [
        OpeningInput(
            posting_id=posting_id,
            employer_id=employer_id,
            title=title,
            text=comparable_text(text),
            first_seen=first_seen,
            locations=tuple(locations),
        )
        for posting_id, employer_id, _, first_seen, title, text, locations in rows
    ]
    found = group(inputs)
    memberships = [
        OpeningRow(
            posting_id=posting_id,
            opening_id=found[posting_id].opening_id,
            decision=found[posting_id].decision,
            employer_id=employer_id,
            content_hash=content_hash,
            grouping_version=version,
        )
        for posting_id, employer_id, content_hash, *_ in rows
    ]
    columns = ["opening_id", "decision", "employer_id", "content_hash", "grouping_version"]
    bulk.insert(
        connection, "openings", memberships, on_conflict=bulk.overwrite(["posting_id"], columns)
    )


def of_employer(connection: DuckDBPyConnection, wanted: str) -> list[GroupedPosting]:
    """The postings of the employer of an opening or posting id, in order of appearance.

    ``connection`` is a warehouse or a release that has the tables of the warehouse. Empty where
    the id is not known.
    """
    query = resources.sql("explain", "opening_postings.sql").read_text("utf-8")
    connection.execute("SET VARIABLE wanted_id = ?", [wanted])
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    return [GroupedPosting(**row | {"locations": tuple(row["locations"] or ())}) for row in rows]
