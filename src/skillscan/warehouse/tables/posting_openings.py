"""Which opening each posting belongs to; grouped again only for employers where something moved."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.dedup.comparable_text import ComparableText
from skillscan.dedup.demands import demands_of
from skillscan.dedup.employers import EmployerIds, employer_id_of
from skillscan.dedup.models import GroupedPosting, Membership, OpeningInput
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.tables import batched_postings, opening_joins, text_shingles
from skillscan.warehouse.tables.postings import Employer

BATCH_POSTINGS = 5_000
"""About as many postings are held in memory at once; an employer is never split."""

_PLAIN = ("posting_id", "employer_id", "first_seen", "last_seen", "title", "language")
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
    for name in ("employers.yaml", "openings.yaml", "hackernews.yaml"):
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


def group_again(connection: DuckDBPyConnection, group: Group, version: str) -> None:
    """Group the postings of all employers where something moved, and then their openings with
    those of other employers. Call it within a transaction.
    """
    queries.run(
        connection,
        "batched_postings/of_stale_employers",
        version=version,
        size=BATCH_POSTINGS,
    )
    queries.run(connection, "posting_openings/no_titles")
    queries.run(connection, "posting_openings/add_titles")
    if batches := batched_postings.batches(connection):
        _group_batches(connection, batches, group, version)
        queries.run(connection, "posting_openings/add_titles")
    opening_joins.join_again(connection)


def _group_batches(
    connection: DuckDBPyConnection, batches: Iterable[int], group: Group, version: str
) -> None:
    """Group the employers of each batch, and store what comes of all of them at once."""
    text_shingles.fill(connection)
    queries.run(connection, "posting_openings/none_grouped")
    with batched_postings.read_batched(connection) as postings:
        for batch in batches:
            rows = _grouped_again(postings.of(batch), group, version)
            bulk.write(connection, "posting_openings/add_grouped", rows)
    queries.run(connection, "posting_openings/merge")


def _grouped_again(
    postings: Sequence[tuple[Mapping[str, Any], ComparableText]], group: Group, version: str
) -> list[PostingOpening]:
    memberships = group([_input(facts, text) for facts, text in postings])
    return [
        PostingOpening(
            posting_id=facts["posting_id"],
            opening_id=one.opening_id,
            decision=one.decision,
            employer_id=facts["employer_id"],
            content_hash=facts["content_hash"],
            grouping_version=version,
            own_opening_id=one.opening_id,
            title_key=one.title_key,
        )
        for facts, _ in postings
        for one in (memberships[facts["posting_id"]],)
    ]


def _input(facts: Mapping[str, Any], text: ComparableText) -> OpeningInput:
    """What the grouping takes of a posting."""
    return OpeningInput(
        **{name: facts[name] for name in _PLAIN},
        locations=tuple(facts["locations"]),
        text=text,
        demands=demands_of(facts),
    )


def of_employer(connection: DuckDBPyConnection, wanted: str) -> list[GroupedPosting]:
    """The postings of the employer of an opening or posting id, in order of appearance.

    Empty where the id is not known.
    """
    return queries.records(connection, "posting_openings/of_employer", _grouped, wanted=wanted)


def _grouped(**row: Any) -> GroupedPosting:
    demands = demands_of({name: row.pop(name) for name in _DEMANDS})
    return GroupedPosting(**row, demands=demands)
