"""Openings of several employers that are one job; decided again only for titles that moved."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from duckdb import DuckDBPyConnection

from skillscan.dedup.days_seen import days_seen
from skillscan.dedup.demands import demands_of
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.joined_openings import FirstPosting, join
from skillscan.dedup.kinship import Publisher, kinship_rules
from skillscan.warehouse import bulk, queries

BATCH_OPENINGS = 10_000
"""Openings that are held in memory at once."""
_SAMPLED = 16
_LEAST_COMMON = 5
"""Of the least 16 shingles, two texts with jaccard 0.85 have 5 in common but once in a billion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningJoin:
    """An opening of one employer that is counted with another one, and why."""

    own_opening_id: str
    opening_id: str
    decision: str


def titles_of(connection: DuckDBPyConnection, employer_ids: Sequence[str]) -> set[str]:
    """The titles under which openings of these employers may be one job with those of others."""
    rows = queries.rows(
        connection, "posting_openings/titles_of_employers", employer_ids=list(employer_ids)
    )
    return {title_key for (title_key,) in rows}


def join_again(connection: DuckDBPyConnection, title_keys: Collection[str]) -> None:
    """Decide for all openings under these titles which are one job. Call it in a transaction."""
    if not title_keys:
        return
    # All are parted first: an opening may hold postings under several titles.
    queries.run(connection, "posting_openings/part", title_keys=sorted(title_keys))
    for titles in _batches(connection, title_keys):
        _join_batch(connection, titles)


def _batches(connection: DuckDBPyConnection, title_keys: Collection[str]) -> Iterator[list[str]]:
    """The titles in batches whose openings fit into memory; those of one title stay together."""
    rows = queries.rows(
        connection, "posting_openings/openings_of_titles", title_keys=sorted(title_keys)
    )
    batch, held = list[str](), 0
    for title, openings in rows:
        if batch and held + openings > BATCH_OPENINGS:
            yield batch
            batch, held = [], 0
        batch.append(title)
        held += openings
    if batch:
        yield batch


def _join_batch(connection: DuckDBPyConnection, titles: Sequence[str]) -> None:
    pairs: list[tuple[str, str]] = queries.rows(
        connection,
        "posting_openings/near_openings",
        title_keys=list(titles),
        unknown_employer=UNKNOWN_EMPLOYER,
        shingles=kinship_rules()["shingles"],
        sampled=_SAMPLED,
        least_common=_LEAST_COMMON,
    )
    joined = join(_first_postings(connection, sorted(set(chain(*pairs)))), pairs)
    rows = [
        OpeningJoin(own_opening_id=own, opening_id=one.opening_id, decision=one.decision)
        for own, one in joined.items()
    ]
    bulk.write(connection, "posting_openings/join", rows)


def _first_postings(
    connection: DuckDBPyConnection, opening_ids: Sequence[str]
) -> list[FirstPosting]:
    table = queries.arrow(
        connection, "posting_openings/first_postings", opening_ids=list(opening_ids)
    )
    shingles = table["shingles"].combine_chunks()
    values, offsets = shingles.values.to_numpy(), shingles.offsets.to_numpy()
    rows = table.drop_columns(["shingles"]).to_pylist()
    return [
        FirstPosting(
            opening_id=row["opening_id"],
            posting_id=row["posting_id"],
            employer_id=row["employer_id"],
            title_key=row["title_key"],
            shingles=values[start:end],
            publisher=Publisher(
                name=row["employer_name"],
                locations=tuple(row["locations"]),
                country=row["country"],
                text=row["text"],
            ),
            seen=days_seen(row["first_seen"], row["last_seen"]),
            demands=demands_of(row),
        )
        for row, (start, end) in zip(rows, pairwise(offsets), strict=True)
    ]
