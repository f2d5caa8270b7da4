"""Which opening each posting belongs to; grouped again only for employers where something moved."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.dedup.comparable_text import ComparableText
from skillscan.dedup.demands import demands_of
from skillscan.dedup.employers import EmployerIds, employer_id_of
from skillscan.dedup.models import GroupedPosting, Membership, OpeningInput
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.tables import opening_joins, text_shingles
from skillscan.warehouse.tables.postings import Employer

BATCH_POSTINGS = 20_000
"""Postings that are held in memory at once; an employer is never split."""

_PLAIN = [
    *("posting_id", "employer_id", "first_seen", "last_seen", "title", "locations", "language"),
]
_DEMANDS = ["years_min", "degree", "seniority", "pay_min", "pay_max", "pay_currency", "pay_period"]
"""What of a reading tells one job from another (``dedup.demands``)."""

Group = Callable[[Sequence[OpeningInput]], Mapping[str, Membership]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingOpening:
    """One row of ``posting_openings``."""

    posting_id: str
    opening_id: str
    decision: str
    employer_id: str
    content_hash: str
    grouping_version: str
    own_opening_id: str
    title_key: str
    joined_by: str | None = None


def grouping_version(own_entries: bytes = b"", pipeline_version: str = "") -> str:
    """Twelve hex digits that change when the rules or code of the grouping change.

    ``own_entries`` are the operator's own (``employer_rules.own_entries``); ``pipeline_version``
    because what is read of a posting tells one job from another.
    """
    digest = hashlib.sha256()
    package = files("skillscan.dedup")
    for name in resources.names(package, ".py"):
        digest.update(package.joinpath(name).read_bytes())
    for name in ("employers.yaml", "openings.yaml"):
        digest.update(resources.data("rules", name).read_bytes())
    digest.update(own_entries)
    digest.update(pipeline_version.encode())
    return digest.hexdigest()[:12]


def rename_employers(
    connection: DuckDBPyConnection, version: str, id_of: EmployerIds = employer_id_of
) -> None:
    """Give postings that the present rules have not grouped the employer id of these rules."""
    known = queries.rows(connection, "posting_openings/companies_to_name", version=version)
    renamed = {
        company: employer_id
        for former_id, company in known
        if (employer_id := id_of(company)) != former_id
    }
    employers = [Employer(employer_id=i, name=company) for company, i in renamed.items()]
    named_once = {employer.employer_id: employer for employer in reversed(employers)}
    bulk.write(connection, "employers/add", list(named_once.values()))
    bulk.write(connection, "posting_openings/name_employers", employers)


def stale_employers(connection: DuckDBPyConnection, version: str) -> list[list[str]]:
    """Employers whose postings have to be grouped again, in batches that fit into memory."""
    rows = queries.rows(connection, "posting_openings/stale_employers", version=version)
    batches: list[list[str]] = []
    held = BATCH_POSTINGS
    for employer_id, count in rows:
        if held + count > BATCH_POSTINGS:
            batches.append([])
            held = 0
        batches[-1].append(employer_id)
        held += count
    return batches


def group_again(connection: DuckDBPyConnection, group: Group, version: str) -> None:
    """Group the postings of all employers where something moved, and then their openings with
    those of other employers. Call it within a transaction.
    """
    batches = stale_employers(connection, version)
    stale = [employer_id for batch in batches for employer_id in batch]
    titles = opening_joins.titles_of(connection, stale)
    for employer_ids in batches:
        regroup(connection, employer_ids, group, version)
    opening_joins.join_again(connection, titles | opening_joins.titles_of(connection, stale))


def regroup(
    connection: DuckDBPyConnection, employer_ids: Sequence[str], group: Group, version: str
) -> None:
    """Group all postings of these employers. Call it within a transaction."""
    text_shingles.fill(connection, employer_ids)
    table = queries.arrow(connection, "posting_openings/to_group", employer_ids=list(employer_ids))
    inputs = _inputs(table)
    hashes = table["content_hash"].to_pylist()
    memberships = group(inputs)
    rows = [
        PostingOpening(
            posting_id=one.posting_id,
            opening_id=memberships[one.posting_id].opening_id,
            decision=memberships[one.posting_id].decision,
            employer_id=one.employer_id,
            content_hash=content_hash,
            grouping_version=version,
            own_opening_id=memberships[one.posting_id].opening_id,
            title_key=memberships[one.posting_id].title_key,
        )
        for one, content_hash in zip(inputs, hashes, strict=True)
    ]
    bulk.write(connection, "posting_openings/merge", rows)


def _inputs(table: pa.Table) -> list[OpeningInput]:
    """What the grouping takes; shingles go from Arrow to numpy without a number in Python."""
    plain = table.select(_PLAIN).to_pylist()
    demands = table.select(_DEMANDS).to_pylist()
    shingles = table["shingles"].combine_chunks()
    values, offsets = shingles.values.to_numpy(), shingles.offsets.to_numpy()
    named = table.select(["years", "languages", "forms"]).to_pylist()
    return [
        OpeningInput(
            **row | {"locations": tuple(row["locations"])},
            text=ComparableText(
                values[start:end], **{kind: frozenset(words) for kind, words in kept.items()}
            ),
            demands=demands_of(demanded),
        )
        for row, (start, end), kept, demanded in zip(
            plain, pairwise(offsets), named, demands, strict=True
        )
    ]


def of_employer(connection: DuckDBPyConnection, wanted: str) -> list[GroupedPosting]:
    """The postings of the employer of an opening or posting id, in order of appearance.

    Empty where the id is not known.
    """
    return queries.records(connection, "posting_openings/of_employer", _grouped, wanted=wanted)


def _grouped(**row: Any) -> GroupedPosting:
    demands = demands_of({name: row.pop(name) for name in _DEMANDS})
    return GroupedPosting(**row, demands=demands)
