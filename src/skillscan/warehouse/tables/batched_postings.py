"""Postings that are compared with each other, batch by batch: the temporary table
``batched_postings`` says which, and each table that tells of them is read once for all batches.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from skillscan.dedup.comparable_text import ComparableText
from skillscan.warehouse import queries
from skillscan.warehouse.parted_rows import PartedRows, parted


@dataclass(frozen=True, slots=True)
class BatchedPostings:
    """What is known of postings, and what is kept of their texts."""

    facts: PartedRows
    shingles: PartedRows

    def of(self, batch: int) -> list[tuple[dict[str, Any], ComparableText]]:
        """The postings of a batch by id: their facts by name, and what is kept of the text."""
        pieces = self.shingles.read(batch).to_batches()
        texts = dict(chain.from_iterable(map(_texts, pieces)))
        rows = self.facts.read(batch).sort_by("posting_id").to_pylist()
        return [(row, texts[row["content_hash"]]) for row in rows]


@contextmanager
def read_batched(connection: DuckDBPyConnection) -> Iterator[BatchedPostings]:
    """The postings of ``batched_postings``, until the block ends."""
    with (
        parted(connection, "batched_postings/facts") as facts,
        parted(connection, "batched_postings/shingles") as shingles,
    ):
        yield BatchedPostings(facts, shingles)


def batches(connection: DuckDBPyConnection) -> list[int]:
    """The batches there are, in their order."""
    return [batch for (batch,) in queries.rows(connection, "batched_postings/batches")]


def _texts(rows: pa.RecordBatch) -> Iterator[tuple[str, ComparableText]]:
    """With their content hashes; shingles go from Arrow to numpy without a number in Python."""
    shingles = rows["shingles"]
    values, offsets = shingles.values.to_numpy(), shingles.offsets.to_numpy()
    named = rows.select(["years", "languages", "forms"]).to_pylist()
    hashes = rows["content_hash"].to_pylist()
    for content_hash, (start, end), kept in zip(hashes, pairwise(offsets), named, strict=True):
        words = {kind: frozenset(found) for kind, found in kept.items()}
        yield content_hash, ComparableText(values[start:end], **words)
