"""Openings of several employers that are one job; decided again only for titles that moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from skillscan.dedup.cluster import opening_id_of
from skillscan.dedup.comparable_text import ComparableText
from skillscan.dedup.days_seen import days_seen
from skillscan.dedup.demands import demands_of
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.joined_openings import FirstPosting, join
from skillscan.dedup.kinship import Publisher, kinship_rules
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.parted_rows import parted
from skillscan.warehouse.tables import batched_postings

BATCH_OPENINGS = 5_000
"""About as many openings are looked at at once."""
_SAMPLED = 16
_LEAST_COMMON = 5
"""Of the least 16 shingles, two texts with jaccard 0.85 have 5 in common but once in a billion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningJoin:
    """An opening of one employer that is counted with another one, and why."""

    own_opening_id: str
    opening_id: str
    decision: str


def join_again(connection: DuckDBPyConnection) -> None:
    """Decide for all openings under the titles of ``moved_titles`` which are one job. Call it in a
    transaction.
    """
    # All are parted first: an opening may hold postings under several titles.
    queries.run(connection, "posting_openings/part")
    queries.run(connection, "posting_openings/batch_titles", size=BATCH_OPENINGS)
    batches = _find_near(connection)
    if not batches:
        return
    queries.run(connection, "batched_postings/of_pairs")
    queries.run(connection, "posting_openings/none_joined")
    with (
        batched_postings.read_batched(connection) as postings,
        parted(connection, "batched_postings/texts") as texts,
    ):
        for batch in batches:
            pairs = queries.rows(connection, "posting_openings/near_openings", batch=batch)
            firsts = _first_postings(postings.of(batch), texts.read(batch))
            bulk.write(connection, "posting_openings/add_joined", _joined(firsts, pairs))
    queries.run(connection, "posting_openings/join")


def _find_near(connection: DuckDBPyConnection) -> list[int]:
    """Find the pairs that may be one job; the batches of titles that have some."""
    queries.run(connection, "posting_openings/no_near_openings")
    with parted(
        connection,
        "posting_openings/sampled_openings",
        unknown_employer=UNKNOWN_EMPLOYER,
        shingles=kinship_rules()["shingles"],
        sampled=_SAMPLED,
    ) as sampled:
        for batch in sampled.batches:
            with bulk.incoming(connection, sampled.read(batch)):
                queries.run(
                    connection, "posting_openings/add_near_openings", least_common=_LEAST_COMMON
                )
    return [batch for (batch,) in queries.rows(connection, "posting_openings/near_batches")]


def _joined(firsts: Sequence[FirstPosting], pairs: Iterable[tuple[str, str]]) -> list[OpeningJoin]:
    return [
        OpeningJoin(own_opening_id=own, opening_id=one.opening_id, decision=one.decision)
        for own, one in join(firsts, pairs).items()
    ]


def _first_postings(
    postings: Iterable[tuple[Mapping[str, Any], ComparableText]], texts: pa.Table
) -> list[FirstPosting]:
    text_of = dict(zip(texts["posting_id"].to_pylist(), texts["text"].to_pylist(), strict=True))
    return [
        FirstPosting(
            opening_id=opening_id_of(row["posting_id"]),
            posting_id=row["posting_id"],
            employer_id=row["employer_id"],
            title_key=row["title_key"],
            shingles=text.shingles,
            publisher=Publisher(
                name=row["employer_name"],
                locations=tuple(row["locations"]),
                country=row["country"],
                text=text_of[row["posting_id"]],
            ),
            seen=days_seen(row["first_seen"], row["last_seen"]),
            demands=demands_of(row),
        )
        for row, text in postings
    ]
